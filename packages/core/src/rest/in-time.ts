import type { Clock } from '../clock.ts'
import { createDeferred } from '../deferred.ts'
import { onAbort } from '../on-abort.ts'

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
