import type { CallSocket } from '../../src/call/connection.ts'
import { openMany } from './open-many.ts'
import { option } from './option.ts'
import { sayFirst } from './program.ts'
import { silentPlatforms, type SilentPlatform } from './silent-platforms.ts'
import { openTalker } from './talker.ts'

/** Breaks connections so that nobody is told, many at once and in real time, and prints how soon they are found. */
const callsAtOnce = option('calls', 50)
const goalMs = { p50: 10_500, p100: 15_000 }
const patienceMs = 30_000
/** The step at which the silence is looked at: the break finds each call somewhere within it. */
const lookMs = 2_500
const frame = new Int16Array(480)

const measure = async (platform: SilentPlatform, speaks: boolean): Promise<readonly number[]> => {
  const calls = await openMany(platform.baseUrl, callsAtOnce, lookMs)
  const microphones = speaks ? calls.map((call) => setInterval(() => call.sendAudio(frame), 20)) : []
  if (speaks) await new Promise((resolve) => setTimeout(resolve, 1_000))
  const fromMs = performance.now()
  const found = async (call: CallSocket) => {
    const { type } = await call.ended
    return type === 'lost' ? performance.now() - fromMs : Infinity
  }
  platform.goSilent()
  let late: NodeJS.Timeout | undefined
  const never = new Promise<number>((resolve) => (late = setTimeout(() => resolve(Infinity), patienceMs)))
  const took = await Promise.all(calls.map((call) => Promise.race([found(call), never])))
  clearTimeout(late)
  microphones.forEach(clearInterval)
  for (const call of calls) call.close()
  await Promise.all(calls.map(({ ended }) => ended))
  return took.sort((a, b) => a - b)
}

const inSeconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
const measureAll = async () => {
  for (const [name, openPlatform] of Object.entries(silentPlatforms(import.meta.url)))
    for (const speaks of [false, true]) {
      const what = `half-open, ${name}, ${speaks ? '50 frames a second' : 'idle'}`
      let platform
      try {
        platform = await openPlatform()
      } catch (error) {
        const [why = ''] = String(error instanceof Error ? error.message : error).split('\n')
        console.log(`${what}: SKIPPED, for it cannot be made here (${why})`)
        continue
      }
      const took = await measure(platform, speaks)
      await platform.close()
      const [p50, p100] = [took[took.length >> 1] ?? Infinity, took.at(-1) ?? Infinity]
      console.log(
        `${what}: ${String(took.length)} calls, found after p50 ${inSeconds(p50)} (goal ${inSeconds(goalMs.p50)}), p100 ${inSeconds(p100)} (goal ${inSeconds(goalMs.p100)})`,
      )
      if (p50 > goalMs.p50 || p100 > goalMs.p100) process.exitCode = 1
    }
  // The roles that this program started keep it no longer.
  process.exit()
}

if (process.argv[2] === 'platform') sayFirst((await openTalker()).baseUrl)
else await measureAll()
