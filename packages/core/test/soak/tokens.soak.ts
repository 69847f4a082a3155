import { beginMany } from '../rest/begin-many.ts'
import { option } from './option.ts'

/** Begins calls with a platform that fails at random, and prints whether any token was used twice. */
const count = option('runs', 10_000)
const firstSeed = option('seed', 1)
const atOnce = 1_000
const ends = new Map<string, number>()
const sum = { begun: 0, used: 0, reused: 0, waiting: 0 }
for (let seed = firstSeed; sum.begun < count; seed += 1) {
  const many = Math.min(atOnce, count - sum.begun)
  const { ends: those, used, reused, waiting } = await beginMany(many, seed)
  for (const [end, times] of those) ends.set(end, (ends.get(end) ?? 0) + times)
  sum.begun += many
  sum.used += used
  sum.reused += reused
  sum.waiting += waiting
}
const settled = [...ends.values()].reduce((all, times) => all + times, 0)
console.log(
  `tokens: ${String(count)} beginnings under random faults, seeds from ${String(firstSeed)}: ${[...ends].map(([end, times]) => `${end} ${String(times)}`).join(', ')}; ${String(sum.used)} tokens used, ${String(sum.reused)} of them twice (goal 0), ${String(count - settled)} beginnings without an end (goal 0), ${String(sum.waiting)} timers left (goal 0)`,
)
if (sum.reused > 0 || settled !== count || sum.waiting > 0) process.exitCode = 1
