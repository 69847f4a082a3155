import { goalsOf } from '../../../../bench/src/jitter/goals.ts'
import { measure } from '../../../../bench/src/jitter/measure.ts'
import { play } from '../../../../bench/src/jitter/play.ts'
import type { Result } from '../../../../bench/src/jitter/report.ts'
import { makeTraces } from '../../../../bench/src/jitter/traces.ts'
import { createJitterBuffer } from './jitter-buffer.ts'

// The whole evaluation is `npm run bench:jitter`; this is eight turns of each trace, with seeds of their own.
const results = makeTraces(5_000, 8).map((trace): Result => ({
  player: '@vatel/audio',
  trace,
  set: 5_000,
  measures: measure(trace, play(trace, createJitterBuffer())).measures,
}))

describe('createJitterBuffer, on arrival traces', () => {
  it.each(goalsOf(results))('reaches its goal: $goal, at most $atMost', ({ value, atMost }) => {
    expect(value).toBeLessThanOrEqual(atMost)
  })
})
