import type { Clock } from '@vatel/core'
import { type RunHelpers, TestScheduler } from 'rxjs/testing'
import { schedulerClock } from '../scheduler-clock.ts'

/** Fails a test unless two values are equal; `(actual, expected) => expect(actual).toEqual(expected)` in jest and vitest. */
export type AssertEqual = (actual: unknown, expected: unknown) => void

/** What a drawn test is given: what `TestScheduler.run` gives, and the drawn time as a clock. */
export interface Simulation extends RunHelpers {
  readonly clock: Clock
}

/**
 * Runs a test in drawn time, one character a millisecond: `TestScheduler.run`, with a clock for the operators of a call.
 *
 * @example
 * draw(assertEqual, ({ clock, hot, expectObservable }) => {
 *   const messages$ = hot<CallMessage>('--s-------|', { s: said.started() })
 *   expectObservable(deadAir(EMPTY, { clock, afterMs: 5 })({ messages$ })).toBe('-------b--(e|)', silences)
 * })
 */
export const simulate = (assertEqual: AssertEqual, test: (drawing: Simulation) => void): void => {
  const scheduler = new TestScheduler(assertEqual)
  scheduler.run((helpers) => test({ ...helpers, clock: schedulerClock(scheduler) }))
}
