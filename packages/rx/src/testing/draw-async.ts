import type { Clock } from '@vatel/core'
import { type RunHelpers, TestScheduler } from 'rxjs/testing'
import { schedulerClock } from '../scheduler-clock.ts'
import type { AssertEqual } from './draw.ts'

/** What a drawn test in which promises settle is given. */
export interface AsyncSimulation extends Pick<
  RunHelpers,
  'cold' | 'hot' | 'expectObservable' | 'expectSubscriptions'
> {
  /** The drawn time. */
  readonly clock: Clock
}

/** How to draw. */
export interface SimulateAsyncOptions {
  /** How long the test lasts, in characters. */
  readonly characters: number
  /**
   * How long a character lasts, in milliseconds. What happens while it lasts is expected at it.
   *
   * @defaultValue `1` - one millisecond
   */
  readonly characterMs?: number
  /**
   * What is to be waited for after each millisecond, in real time: reading the body of an answer takes some.
   *
   * @defaultValue nothing is
   */
  readonly realTime?: () => Promise<unknown>
}

/** Two things that have to be equal when the drawing has ended. */
type Expectation = readonly [actual: unknown, expected: unknown]

const frameNames: ReadonlySet<string> = new Set(['frame', 'subscribedFrame', 'unsubscribedFrame'])

/** Puts what happened while a character lasted at that character. */
const onGrid = (log: unknown): unknown => {
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

/** More turns of the microtask queue than promises of one moment take, one after the other. */
const turns = 30

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
}

/**
 * Runs a test in drawn time as `draw` does, but for code with promises in it: time passes a millisecond at a time, and
 * whatever promises do is done before the next. The test itself only says what is to be; it is over when this resolves.
 * Operators of RxJS that wait, such as `delay`, do not know of the drawn time here; those of this package are given
 * `clock`.
 *
 * @example
 * await simulateAsync(assertEqual, { characters: 10 }, ({ clock, hot, expectObservable }) => {
 *   const call = { ...callOf(connection), toolCall$: hot('--a---|', { a: asked }) }
 *   expectObservable(toolResults(tools, { clock })(call)).toBe('--r---|', { r: answer })
 * })
 */
export const simulateAsync = async (
  assertEqual: AssertEqual,
  { characters, characterMs = 1, realTime }: SimulateAsyncOptions,
  test: (drawing: AsyncSimulation) => void,
): Promise<void> => {
  const expectations: Expectation[] = []
  const scheduler = new TestScheduler((actual, expected) => void expectations.push([actual, expected]))
  const clock = schedulerClock(scheduler, characterMs)
  scheduler.run(({ cold, hot, expectObservable, expectSubscriptions }) => {
    test({ cold, hot, expectObservable, expectSubscriptions, clock })
    // The run ends before any time has passed: it only notes what is expected.
    scheduler.maxFrames = -1
  })
  for (let ms = 0; ms <= characters * characterMs; ms += 1) {
    scheduler.maxFrames = ms / characterMs
    scheduler.flush()
    await settle()
    await realTime?.().then(settle)
  }
  for (const [actual, expected] of expectations) assertEqual(onGrid(actual), onGrid(expected))
}
