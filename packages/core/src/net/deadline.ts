import { listenToAbort } from '#environment'
import { systemClock, type Clock } from '../clock.ts'
import { AbortedError, TimeoutError } from '../errors.ts'

/** A promise and the two ways to settle it; `Promise.withResolvers` came with Node 22. */
export interface Deferred<T> {
  readonly promise: Promise<T>
  resolve(value: T): void
  reject(reason: Error): void
}

/** Creates a promise that is settled from outside. */
export const createDeferred = <T>(): Deferred<T> => {
  let settle!: Omit<Deferred<T>, 'promise'>
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }))
  return { promise, ...settle }
}

/** Calls back when a signal aborts; returns the function that stops it. */
export type ListenToAbort = (signal: AbortSignal, aborted: () => void) => () => void

/** Calls back when a signal, if there is one, aborts; returns the function that stops it. */
export const onAbort = (signal: AbortSignal | undefined, aborted: () => void): (() => void) =>
  signal ? listenToAbort(signal, aborted) : () => undefined

/** The limits of `withTimeout`. */
export interface TimeoutOptions<T> {
  /** The stage that a `TimeoutError` names. */
  readonly stage: TimeoutError['stage']
  /**
   * The longest time that the work may take, in milliseconds.
   *
   * @defaultValue `20_000` - twenty seconds
   */
  readonly timeoutMs?: number | undefined
  /** Ends the wait when it aborts. */
  readonly signal?: AbortSignal | undefined
  /** Measures the time. */
  readonly clock?: Clock
  /** Returns the result of work that took too long, instead of the rejection with `TimeoutError`. */
  readonly onTimeout?: () => T
  /**
   * Returns the result of aborted work, instead of the rejection with `AbortedError`. `delivery` is `not-sent` when the work was
   * not started.
   */
  readonly onAborted?: (delivery: AbortedError['delivery']) => T
}

/**
 * Waits for work that may never end. The work is not started when the signal has already aborted; after a timeout or an
 * abort its result is ignored. No timer and no listener is left behind.
 *
 * @example
 * const agents = await withTimeout(() => vatel.agents.list(), { stage: 'request', timeoutMs: 5_000 })
 *
 * @throws {TimeoutError} (as a rejection) when the work takes longer than `timeoutMs`
 * @throws {AbortedError} (as a rejection) when the signal aborts first
 */
export const withTimeout = async <T>(
  work: () => Promise<T>,
  {
    stage,
    timeoutMs = 20_000,
    signal,
    clock = systemClock,
    onTimeout = () => {
      throw new TimeoutError(stage, timeoutMs)
    },
    onAborted = (delivery) => {
      throw new AbortedError(signal?.reason, delivery)
    },
  }: TimeoutOptions<T>,
): Promise<T> => {
  if (signal?.aborted) return onAborted('not-sent')
  const stopped = createDeferred<() => T>()
  const timer = clock.setTimeout(() => stopped.resolve(onTimeout), timeoutMs)
  const ignore = onAbort(signal, () => stopped.resolve(() => onAborted('unknown')))
  try {
    // The result of a timeout is made only if it is the result: the work may end in the same moment.
    const working = work().then((result) => () => result)
    return (await Promise.race([working, stopped.promise]))()
  } finally {
    clock.clearTimeout(timer)
    ignore()
  }
}

/** Waits for a number of milliseconds; resolves with `false` as soon as the signal aborts. */
export const sleep = (clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<boolean> =>
  withTimeout(() => createDeferred<boolean>().promise, {
    stage: 'request',
    timeoutMs: ms,
    signal,
    clock,
    onTimeout: () => true,
    onAborted: () => false,
  })
