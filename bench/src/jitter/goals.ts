import { geometricMean } from './measure.ts'
import { ratioOf, type Result } from './report.ts'

/** A promise and what came of it. */
export interface GoalReached {
  readonly goal: string
  readonly atMost: number
  readonly value: number
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** Goals of the jitter buffer beside its results. */
export const goalsOf = (results: readonly Result[]): readonly GoalReached[] => {
  const on = (names: readonly string[]): readonly Result[] =>
    results.filter(({ trace }) => names.includes(trace.name))
  const names = [...new Set(results.map(({ trace }) => trace.name))]
  const drift = on(['drift+200', 'drift-200'])
  const all = results.map(({ measures }) => measures)
  const of = (these: readonly Result[], value: (measures: Result['measures']) => number): number =>
    mean(these.map(({ measures }) => value(measures)))
  return [
    {
      goal: 'cost ÷ best constant, geometric mean',
      atMost: 1.25,
      value: geometricMean(results.map(ratioOf)),
    },
    {
      goal: 'cost ÷ best constant, worst trace',
      atMost: 2,
      value: Math.max(...names.map((name) => geometricMean(on([name]).map(ratioOf)))),
    },
    { goal: 'wifi: pauses a minute', atMost: 1, value: of(on(['wifi']), (one) => one.pausesPerMin) },
    { goal: 'wifi: ms of silence a minute', atMost: 20, value: of(on(['wifi']), (one) => one.silencePerMin) },
    { goal: 'wifi: ms to first sound', atMost: 150, value: of(on(['wifi']), (one) => one.firstSoundMs) },
    { goal: 'lte: cost', atMost: 510, value: of(on(['lte']), (one) => one.cost) },
    { goal: 'steady: ms to first sound', atMost: 30, value: of(on(['steady']), (one) => one.firstSoundMs) },
    { goal: 'tts3x: ms to first sound', atMost: 30, value: of(on(['tts3x']), (one) => one.firstSoundMs) },
    { goal: 'drift: pauses a minute', atMost: 0.2, value: of(drift, (one) => one.pausesPerMin) },
    { goal: 'drift: ms of excess delay', atMost: 60, value: of(drift, (one) => one.excessMs) },
    {
      goal: 'ms of sound after a flush, worst',
      atMost: 10.7,
      value: Math.max(...all.map((one) => one.afterFlushMs)),
    },
    {
      goal: 'ms of content skipped, all in all',
      atMost: 0,
      value: all.reduce((sum, one) => sum + one.skippedMs, 0),
    },
    {
      goal: 'largest step between two samples',
      atMost: 0.05,
      value: Math.max(...all.map((one) => one.largestStep)),
    },
  ]
}
