import { openCall } from '../../src/socket/call-socket.ts'
import { option } from './option.ts'
import { openTalker } from './talker.ts'

/** Opens and closes many calls, good and refused, and prints what is left of them. */
const cycles = option('cycles', 10_000)
const atOnce = 50
const frame = new Int16Array(480)
const mega = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MiB`

const measure = () => {
  globalThis.gc?.()
  return {
    rss: process.memoryUsage().rss,
    heap: process.memoryUsage().heapUsed,
    handles: process.getActiveResourcesInfo().length,
  }
}

const talker = await openTalker()
const calls = new Set<WeakRef<object>>()
const good = async () => {
  const call = openCall({ token: 'token', baseUrl: talker.baseUrl })
  calls.add(new WeakRef(call))
  await call.opened
  call.sendAudio(frame)
  call.close()
  await call.ended
}
const failed = async () => {
  const call = openCall({ token: 'token', baseUrl: 'http://127.0.0.1:9' })
  calls.add(new WeakRef(call))
  await call.ended
}
const repeat = async (times: number, act: () => Promise<void>) => {
  for (let n = 0; n < times; n += atOnce) await Promise.all(Array.from({ length: atOnce }, act))
}

// What is compiled and cached at first is no leak.
await repeat(2_000, good)
await repeat(2_000, failed)
const before = measure()
await repeat(cycles, good)
await repeat(cycles, failed)
await new Promise((resolve) => setTimeout(resolve, 3_000))
const after = measure()
const alive = [...calls].filter((ref) => ref.deref() !== undefined).length
console.log(
  `churn: ${String(cycles)} calls and ${String(cycles)} that fail, ${String(atOnce)} at once: ${String(alive)} alive after (goal 0), handles ${String(before.handles)} → ${String(after.handles)}, heap ${mega(before.heap)} → ${mega(after.heap)}, resident ${mega(before.rss)} → ${mega(after.rss)} (goal: 20 MiB more at most)`,
)
await talker.close()
const grew = after.rss - before.rss > 20 * 1_048_576
if (alive > 0 || after.handles > before.handles || grew) process.exitCode = 1
