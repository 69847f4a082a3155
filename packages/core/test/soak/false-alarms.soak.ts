import { openFaultProxy } from '../fault-proxy/fault-proxy.ts'
import { openMany, type Held } from './open-many.ts'
import { option } from './option.ts'
import { openTalker } from './talker.ts'

/** Holds calls over a poor network that never breaks, in real time, and prints how many were taken for lost. */
const minutes = option('minutes', 20)
const callCount = option('calls', 10)
const frame = new Int16Array(480)
const endsAtMs = performance.now() + minutes * 60_000
const isOver = () => performance.now() >= endsAtMs
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const talker = await openTalker()
const poor = { latencyMs: 200, jitterMs: 200, sliceBytes: 500 }
const proxy = await openFaultProxy({ target: talker.baseUrl, rules: [{ faults: poor }] })
let suspected = 0

const hold = async ({ call, passage }: Held, n: number) => {
  call.on('state', (state) => {
    if (state === 'suspect') suspected += 1
  })
  const microphone = setInterval(() => call.sendAudio(frame), 20)
  while (!isOver() && call.state !== 'ended') {
    await pause(15_000 + 1_000 * n)
    for (const direction of ['up', 'down'] as const) passage.change(direction, { ...poor, bytesPerSecond: 0 })
    await pause(4_000)
    for (const direction of ['up', 'down'] as const) passage.change(direction, poor)
  }
  clearInterval(microphone)
  const { state } = call
  call.close()
  await call.ended
  return state
}

const block = async () => {
  while (!isOver()) {
    await pause(30_000)
    const untilMs = performance.now() + 4_000
    // A program that computes for four seconds, and hears nothing meanwhile.
    while (performance.now() < untilMs) continue
  }
}

const held = await openMany(proxy, callCount)
const [states] = await Promise.all([Promise.all(held.map(hold)), block()])
const lost = states.filter((state) => state === 'ended').length
console.log(
  `false alarms: ${String(callCount)} calls for ${String(minutes)} min with 200 ms latency, 200 ms jitter, stalls of 4 s and an event loop blocked for 4 s: ${String(lost)} lost (goal 0), ${String(suspected)} times suspect`,
)
await proxy.close()
await talker.close()
if (lost > 0) process.exitCode = 1
