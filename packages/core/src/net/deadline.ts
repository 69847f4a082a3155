import type { Clock } from '../clock.ts'

/** A promise and the two ways to settle it; `Promise.withResolvers` came with Node 22. */
export interface Deferred<T> {
  readonly promise: Promise<T>
  resolve(value: T): void
  reject(reason: Error): void
}

/** Makes a promise to be settled from outside. */
export const createDeferred = <T>(): Deferred<T> => {
  let settle: Omit<Deferred<T>, 'promise'> | undefined
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }))
  return { promise, resolve: (value) => settle?.resolve(value), reject: (reason) => settle?.reject(reason) }
}

/** Those who wait for a signal, which hears it for all of them. */
type Waiting = Set<() => void> & { readonly handleEvent: () => void }

const bySignal = /* @__PURE__ */ new WeakMap<AbortSignal, Waiting>()

const nobody = (): Waiting => {
  const calls = new Set<() => void>()
  const handleEvent = () => {
    for (const call of calls) call()
  }
  return Object.assign(calls, { handleEvent })
}

/**
 * Calls back when a signal aborts; gives the function that stops it. However many wait for a signal, it has one listener
 * of ours, for Node warns of more than ten (`MaxListenersExceededWarning`); once nobody waits it has none.
 */
export const onAbort = (signal: AbortSignal | undefined, aborted: () => void): (() => void) => {
  if (signal === undefined) return () => undefined
  const waiting = bySignal.get(signal) ?? nobody()
  bySignal.set(signal, waiting)
  waiting.add(aborted)
  signal.addEventListener('abort', waiting)
  return () => {
    waiting.delete(aborted)
    if (waiting.size === 0) signal.removeEventListener('abort', waiting)
  }
}

/** What is given in the place of work that was not done in time. */
export interface Otherwise<T> {
  /** The time is over. */
  readonly late: () => T
  /** The signal aborted. */
  readonly aborted: () => T
}

/** Gives what work gives, or what stands for it when the time is over or the signal aborts before. */
export const inTime = async <T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal | undefined,
  { late, aborted }: Otherwise<T>,
  work?: () => Promise<T>,
): Promise<T> => {
  if (signal?.aborted === true) return aborted()
  const stopped = createDeferred<T>()
  const timer = clock.setTimeout(() => stopped.resolve(late()), ms)
  const ignore = onAbort(signal, () => stopped.resolve(aborted()))
  try {
    return await (work === undefined ? stopped.promise : Promise.race([work(), stopped.promise]))
  } finally {
    clock.clearTimeout(timer)
    ignore()
  }
}
