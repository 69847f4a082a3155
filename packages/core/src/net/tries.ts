import { AbortedError, type VatelError } from '../errors.ts'
import type { World } from '../rest/world.ts'
import { sleep } from './deadline.ts'
import { type Either, isLeft, left } from 'fp-ts/Either'

/** How something is tried that may fail. */
export interface Tries<E, A> {
  readonly signal: AbortSignal | undefined
  /** When it must have come to an end, on the clock. */
  readonly endsAtMs: number
  /** Tries, for the so-manieth time, from 1. */
  readonly attempt: (tries: number) => Promise<Either<E, A>>
  /** How long to wait after so many tries, in milliseconds; nothing when there must not be one more. */
  readonly waitMs: (error: E, tries: number) => number | undefined
}

/** Tries until it goes well or must not be tried again, and gives how the last try went. */
export const tryAgain = async <E extends VatelError, A>(
  { clock, budget }: World,
  { signal, endsAtMs, attempt, waitMs }: Tries<E, A>,
): Promise<Either<E | AbortedError, A>> => {
  for (let tries = 1; ; tries += 1) {
    const result = await attempt(tries)
    if (!isLeft(result)) return result
    const error: VatelError = result.left
    const ms = waitMs(result.left, tries)
    if (ms === undefined || clock.performance.now() + ms >= endsAtMs || !budget.take()) return result
    if (!(await sleep(clock, ms, signal)))
      return left(
        new AbortedError(
          signal?.reason,
          'delivery' in error && error.delivery === 'unknown' ? 'unknown' : 'not-sent',
        ),
      )
  }
}
