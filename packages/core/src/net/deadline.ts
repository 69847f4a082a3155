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

/** A listener, and the callbacks that it calls. */
type Waiting = (() => void) & { readonly calls: Set<() => void> }

const bySignal = /* @__PURE__ */ new WeakMap<AbortSignal, Waiting>()

const nobody = (): Waiting => {
  const calls = new Set<() => void>()
  return Object.assign(() => calls.forEach((call) => call()), { calls })
}

/**
 * Calls back when a signal aborts; returns the function that stops it. A signal has one listener for all callbacks, because
 * Node warns of more than ten (`MaxListenersExceededWarning`), and none once there is no callback left.
 */
export const onAbort = (signal: AbortSignal | undefined, aborted: () => void): (() => void) => {
  if (signal === undefined) return () => undefined
  const waiting = bySignal.get(signal) ?? nobody()
  bySignal.set(signal, waiting)
  waiting.calls.add(aborted)
  signal.addEventListener('abort', waiting)
  return () => {
    waiting.calls.delete(aborted)
    if (waiting.calls.size === 0) signal.removeEventListener('abort', waiting)
  }
}

/** The limits of `withTimeout`. */
export interface TimeoutOptions<T> {
  /** The stage that a `TimeoutError` names. */
  readonly stage: TimeoutError['stage']
  /**
   * The longest time that the work may take, in milliseconds.
   *
   * @defaultValue `20_000` - twenty seconds
   */
  readonly timeoutMs?: number
  /** Ends the wait when it aborts. */
  readonly signal?: AbortSignal | undefined
  /** Measures the time. */
  readonly clock?: Clock
  /** Returns the result of work that took too long, instead of the rejection with `TimeoutError`. */
  readonly onTimeout?: () => T
  /** Returns the result of aborted work, instead of the rejection with `AbortedError`. */
  readonly onAborted?: () => T
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
  { stage, timeoutMs = 20_000, signal, clock = systemClock, onTimeout, onAborted }: TimeoutOptions<T>,
): Promise<T> => {
  const aborted = (delivery: 'not-sent' | 'unknown') => () => {
    if (onAborted !== undefined) return onAborted()
    throw new AbortedError(signal?.reason, delivery)
  }
  if (signal?.aborted === true) return aborted('not-sent')()
  const stopped = createDeferred<() => T>()
  const timer = clock.setTimeout(() => {
    stopped.resolve(() => {
      if (onTimeout !== undefined) return onTimeout()
      throw new TimeoutError(stage, timeoutMs)
    })
  }, timeoutMs)
  const ignore = onAbort(signal, () => stopped.resolve(aborted('unknown')))
  try {
    const working = work().then((result) => () => result)
    return (await Promise.race([working, stopped.promise]))()
  } finally {
    clock.clearTimeout(timer)
    ignore()
  }
}

/** Waits for a number of milliseconds; resolves with `false` as soon as the signal aborts. */
export const sleep = (clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<boolean> => {
  if (signal?.aborted === true) return Promise.resolve(false)
  const rest = createDeferred<boolean>()
  const timer = clock.setTimeout(() => rest.resolve(true), ms)
  const ignore = onAbort(signal, () => rest.resolve(false))
  return rest.promise.finally(() => {
    clock.clearTimeout(timer)
    ignore()
  })
}
