import { openCall } from '../../src/call/socket.ts'
import type { CallSocket } from '../../src/call/connection.ts'
import { option } from './option.ts'
import { sayFirst, startRole } from './program.ts'
import { openTalker } from './talker.ts'

/** Opens and closes many calls, good and refused, and prints what is left of them; the platform is a program of its own. */
const cycles = option('cycles', 10_000)
const atOnce = 50
const frame = new Int16Array(480)
const mega = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MiB`

let alive = 0
const registry = new FinalizationRegistry(() => (alive -= 1))
const follow = (call: CallSocket): CallSocket => {
  alive += 1
  registry.register(call, undefined)
  return call
}

const measure = async () => {
  // The last connections close, and what they held is told to the registry a turn after it is gone.
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  for (let n = 0; n < 3; n += 1) {
    globalThis.gc?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { rss, heapUsed: heap } = process.memoryUsage()
  return { rss, heap, alive, handles: process.getActiveResourcesInfo().length }
}

const good = async (baseUrl: string) => {
  const call = follow(openCall({ token: 'token', baseUrl }))
  await call.started
  call.sendAudio(frame)
  call.close()
  await call.ended
}
const failed = async () => {
  await follow(openCall({ token: 'token', baseUrl: 'http://127.0.0.1:9' })).ended
}
const repeat = async (times: number, act: () => Promise<void>) => {
  for (let n = 0; n < times; n += atOnce) await Promise.all(Array.from({ length: atOnce }, act))
}

const churn = async () => {
  const { word: baseUrl } = await startRole(import.meta.url, ['platform'])
  const both = async (times: number) => {
    await repeat(times, () => good(baseUrl))
    await repeat(times, failed)
  }
  // What is compiled and cached at first is no leak.
  await both(500)
  const before = await measure()
  await both(cycles)
  const after = await measure()
  console.log(
    `churn: ${String(cycles)} calls and ${String(cycles)} that fail, ${String(atOnce)} at once: ${String(after.alive)} alive after (goal 0), handles ${String(before.handles)} → ${String(after.handles)}, heap ${mega(before.heap)} → ${mega(after.heap)}, resident ${mega(before.rss)} → ${mega(after.rss)} (goal: 20 MiB more at most)`,
  )
  const grew = after.rss - before.rss > 20 * 1_048_576
  process.exit(after.alive > 0 || after.handles > before.handles || grew ? 1 : 0)
}

if (process.argv[2] === 'platform') sayFirst((await openTalker()).baseUrl)
else await churn()
