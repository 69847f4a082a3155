import type { Clock } from '@vatel/core'
import { Observable } from 'rxjs'

/** Gives `value` after so many milliseconds of the clock, at once for none; unsubscribing clears the timer. */
export const after = <T>(delayMs: number, value: T, clock: Clock): Observable<T> =>
  new Observable((subscriber) => {
    const give = () => {
      subscriber.next(value)
      subscriber.complete()
    }
    if (delayMs <= 0) {
      give()
      return
    }
    const timer = clock.setTimeout(give, delayMs)
    return () => clock.clearTimeout(timer)
  })
