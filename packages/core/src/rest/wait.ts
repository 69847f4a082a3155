import * as E from 'fp-ts/Either'
import type { Clock } from '../clock.ts'

/** Waits on the clock; the right value is that the time is over, the left one that the signal aborted before. */
export const wait = (
  clock: Clock,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<E.Either<'aborted', void>> =>
  new Promise((resolve) => {
    const settle = (result: E.Either<'aborted', void>) => {
      clock.clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      resolve(result)
    }
    const abort = () => settle(E.left('aborted'))
    const timer = clock.setTimeout(() => settle(E.right(undefined)), ms)
    signal?.addEventListener('abort', abort)
    if (signal?.aborted === true) abort()
  })
