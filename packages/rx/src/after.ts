import type { Clock } from '@vatel/core'
import { Observable } from 'rxjs'

/** Completes after so many milliseconds of the clock; unsubscribing clears the timer. */
export const after = (delayMs: number, clock: Clock): Observable<never> =>
  new Observable((subscriber) => {
    const timer = clock.setTimeout(() => subscriber.complete(), delayMs)
    return () => clock.clearTimeout(timer)
  })
