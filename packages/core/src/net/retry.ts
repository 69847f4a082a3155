import type { Clock } from '../clock.ts'
import { AbortedError, type VatelError } from '../errors.ts'
import { sleep } from './deadline.ts'
import { type Either, isLeft, left } from 'fp-ts/Either'

/** In tenths of a retry, which add up exactly. */
const fullBudget = 100
const costOfRetry = 10
const gainOfSuccess = 1

/**
 * The retries that a client may still make. Each retry costs one and each success earns a tenth, so that the clients of a
 * platform that is down do not keep it down: after the first ten retries, at most one retry for ten requests.
 */
export interface RetryBudget {
  /** Takes one retry; returns false when none is left. */
  take(): boolean
  /** Adds a tenth of a retry after a success. */
  earn(): void
}

/** Creates a full budget of ten retries. */
export const createRetryBudget = (): RetryBudget => {
  let left = fullBudget
  return {
    take() {
      if (left < costOfRetry) return false
      left -= costOfRetry
      return true
    },
    earn() {
      left = Math.min(fullBudget, left + gainOfSuccess)
    },
  }
}

/** An operation that may fail, and the rule of its retries. */
export interface RetryOptions<E, A> {
  readonly clock: Clock
  readonly budget: RetryBudget
  /** Ends the wait between two attempts. */
  readonly signal: AbortSignal | undefined
  /** The time on the clock after which no attempt begins. */
  readonly endsAtMs: number
  /** Makes attempt number `attempt`, from 1. */
  readonly run: (attempt: number) => Promise<Either<E, A>>
  /** Milliseconds to wait after attempt number `attempt` failed; `undefined` when it must not be repeated. */
  readonly waitMs: (error: E, attempt: number) => number | undefined
}

/** Repeats an operation until it succeeds or must not be repeated; resolves with the result of the last attempt. */
export const retry = async <E extends VatelError, A>({
  clock,
  budget,
  signal,
  endsAtMs,
  run,
  waitMs,
}: RetryOptions<E, A>): Promise<Either<E | AbortedError, A>> => {
  for (let attempt = 1; ; attempt += 1) {
    const result = await run(attempt)
    if (!isLeft(result)) return result
    const error: VatelError = result.left
    const ms = waitMs(result.left, attempt)
    if (ms === undefined || clock.performance.now() + ms >= endsAtMs || !budget.take()) return result
    if (!(await sleep(clock, ms, signal))) {
      const delivery = 'delivery' in error && error.delivery === 'unknown' ? 'unknown' : 'not-sent'
      return left(new AbortedError(signal?.reason, delivery))
    }
  }
}
