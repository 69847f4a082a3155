import { runFaults } from '../random-faults/fault-run.ts'
import { option } from './option.ts'

/** Plays random schedules of faults, each decided by its seed, and prints what they came to. */
const runs = option('runs', 10_000)
const firstSeed = option('seed', 1)
const ends = new Map<string, number>()
const sum = { steps: 0, accepted: 0, sent: 0, orphaned: 0, givenMs: 0, sentMs: 0, droppedMs: 0 }
let violated = 0
const startedAtMs = performance.now()
for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
  const { violations, end, steps, outputs, inputMs } = await runFaults(seed)
  if (violations.length > 0) {
    violated += 1
    console.log(`seed ${String(seed)}: ${violations.join('; ')}`)
  }
  ends.set(end, (ends.get(end) ?? 0) + 1)
  sum.steps += steps
  sum.accepted += outputs.accepted
  sum.sent += outputs.sent
  sum.orphaned += outputs.orphaned
  sum.givenMs += inputMs.given
  sum.sentMs += inputMs.sent
  sum.droppedMs += inputMs.dropped
}
const seconds = (ms: number) => `${(ms / 1_000).toFixed(0)} s`
console.log(
  `random faults: ${String(runs)} runs, seeds from ${String(firstSeed)}, ${String(sum.steps)} steps`,
)
console.log(`  ends: ${[...ends].map(([name, count]) => `${name} ${String(count)}`).join(', ')}`)
console.log(
  `  tool outputs: ${String(sum.accepted)} taken, of which ${String(sum.sent)} sent and ${String(sum.accepted - sum.sent)} listed as orphans; ${String(sum.orphaned - sum.accepted + sum.sent)} more came after the end and are listed too`,
)
console.log(
  `  microphone: ${seconds(sum.givenMs)} given, ${seconds(sum.sentMs)} sent, ${seconds(sum.droppedMs)} dropped, ${String(sum.givenMs - sum.sentMs - sum.droppedMs)} ms unaccounted for`,
)
console.log(`  runs that broke a promise: ${String(violated)} (goal 0)`)
console.log(`  took ${seconds(performance.now() - startedAtMs)}`)
if (violated > 0) process.exitCode = 1
