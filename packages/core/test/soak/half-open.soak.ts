import { openFaultProxy } from '../fault-proxy/fault-proxy.ts'
import type { Passage } from '../fault-proxy/passage.ts'
import { openMany, type Held } from './open-many.ts'
import { option } from './option.ts'
import { openTalker } from './talker.ts'

/** Breaks connections so that nobody is told, many at once and in real time, and prints how soon they are found. */
const callsAtOnce = option('calls', 50)
const frame = new Int16Array(480)

const variants: Readonly<Record<string, (passage: Passage) => void>> = {
  frozen: (passage) => passage.freeze(),
  'server gone': (passage) => passage.loseServer(),
  'dropping both ways': (passage) => {
    passage.change('up', { cut: { afterBytes: 0, by: 'discard' } })
    passage.change('down', { cut: { afterBytes: 0, by: 'discard' } })
  },
}

const measure = async (harm: (passage: Passage) => void, speaks: boolean): Promise<readonly number[]> => {
  const talker = await openTalker()
  const proxy = await openFaultProxy({ target: talker.baseUrl })
  const held = await openMany(proxy, callsAtOnce)
  const one = async ({ call, passage }: Held, n: number) => {
    const microphone = speaks ? setInterval(() => call.sendAudio(frame), 20) : undefined
    // Somewhere within the step at which the silence is looked at.
    await new Promise((resolve) => setTimeout(resolve, (2_500 * n) / callsAtOnce))
    const fromMs = performance.now()
    harm(passage)
    const { type } = await call.ended
    clearInterval(microphone)
    return type === 'lost' ? performance.now() - fromMs : Infinity
  }
  const took = await Promise.all(held.map(one))
  await proxy.close()
  await talker.close()
  return took.sort((a, b) => a - b)
}

const seconds = (ms: number | undefined) => `${((ms ?? Infinity) / 1_000).toFixed(1)} s`
for (const [name, harm] of Object.entries(variants))
  for (const speaks of [false, true]) {
    const took = await measure(harm, speaks)
    const pace = speaks ? '50 frames a second' : 'idle'
    console.log(
      `half-open, ${name}, ${pace}: ${String(took.length)} calls, found after p50 ${seconds(took[took.length >> 1])} (goal 10.5), p100 ${seconds(took.at(-1))} (goal 15)`,
    )
    if ((took.at(-1) ?? Infinity) > 15_000) process.exitCode = 1
  }
