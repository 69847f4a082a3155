import type { Clock } from '@vatel/core'
import { type RunHelpers, TestScheduler } from 'rxjs/testing'
import { schedulerClock } from '../clock.ts'

/** Fails a test unless two values are equal; `(actual, expected) => expect(actual).toEqual(expected)` in jest and vitest. */
export type AssertEqual = (actual: unknown, expected: unknown) => void

/** Arguments of a test in virtual time: the helpers of `TestScheduler.run`, and the virtual time as a clock. */
export interface Simulation extends RunHelpers {
  readonly clock: Clock
}

/**
 * Runs a marble test in virtual time: `TestScheduler.run`, with a clock for the operators of a call. A character is one
 * millisecond.
 *
 * @example
 * simulate(assertEqual, ({ clock, hot, expectObservable }) => {
 *   const messages$ = hot<CallMessage>('--s-------|', { s: serverMessages.started() })
 *   expectObservable(deadAir(EMPTY, { clock, afterMs: 5 })({ messages$ })).toBe('-------b--(e|)', silences)
 * })
 */
export const simulate = (assertEqual: AssertEqual, test: (simulation: Simulation) => void): void => {
  const scheduler = new TestScheduler(assertEqual)
  scheduler.run((helpers) => test({ ...helpers, clock: schedulerClock(scheduler) }))
}

/** Arguments of a test in virtual time in which promises settle. */
export interface AsyncSimulation extends Pick<
  RunHelpers,
  'cold' | 'hot' | 'expectObservable' | 'expectSubscriptions'
> {
  /** The virtual time. */
  readonly clock: Clock
}

/** Options of `simulateAsync`. */
export interface SimulateAsyncOptions {
  /** Length of the test, in characters. */
  readonly characters: number
  /**
   * Milliseconds per character. Events within a character are expected at it.
   *
   * @defaultValue `1`
   */
  readonly characterMs?: number
  /**
   * Promise to await in real time after each millisecond of virtual time, such as the body of a response.
   *
   * @defaultValue none
   */
  readonly realTime?: () => Promise<unknown>
}

type Expectation = readonly [actual: unknown, expected: unknown]

const frameNames: ReadonlySet<string> = new Set(['frame', 'subscribedFrame', 'unsubscribedFrame'])

/** Rounds the frames of a log down to whole characters. */
const roundFrames = (log: unknown): unknown => {
  if (!Array.isArray(log)) return log
  return log.map((entry: object) =>
    Object.fromEntries(
      Object.entries(entry).map(([name, value]: readonly [string, unknown]) => [
        name,
        frameNames.has(name) ? Math.floor(Number(value)) : value,
      ]),
    ),
  )
}

/** Longest chain of promises that settles within one moment. */
const promiseDepth = 30

const settlePromises = async (): Promise<void> => {
  for (let turn = 0; turn < promiseDepth; turn += 1) await Promise.resolve()
}

/**
 * Runs a marble test in virtual time, as `simulate` does, for code with promises in it: time passes one millisecond at a
 * time, and promises settle before the next. The test function only states what is expected; the test is over when the
 * returned promise resolves. Operators of RxJS that wait, such as `delay`, do not use this virtual time; pass `clock` to
 * those of this package.
 *
 * @example
 * await simulateAsync(assertEqual, { characters: 10 }, ({ clock, hot, expectObservable }) => {
 *   const call = { ...callOf(connection), toolCall$: hot('--a---|', { a: toolCall }) }
 *   expectObservable(toolResults(tools, { clock })(call)).toBe('--r---|', { r: result })
 * })
 */
export const simulateAsync = async (
  assertEqual: AssertEqual,
  { characters, characterMs = 1, realTime }: SimulateAsyncOptions,
  test: (simulation: AsyncSimulation) => void,
): Promise<void> => {
  const expectations: Expectation[] = []
  const scheduler = new TestScheduler((actual, expected) => void expectations.push([actual, expected]))
  const clock = schedulerClock(scheduler, characterMs)
  scheduler.run(({ cold, hot, expectObservable, expectSubscriptions }) => {
    test({ cold, hot, expectObservable, expectSubscriptions, clock })
    // The run ends before any time has passed: it only notes the expectations.
    scheduler.maxFrames = -1
  })
  for (let ms = 0; ms <= characters * characterMs; ms += 1) {
    scheduler.maxFrames = ms / characterMs
    scheduler.flush()
    await settlePromises()
    await realTime?.().then(settlePromises)
  }
  for (const [actual, expected] of expectations) assertEqual(roundFrames(actual), roundFrames(expected))
}
