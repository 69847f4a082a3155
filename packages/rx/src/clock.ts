import type { Clock } from '@vatel/core'
import { Observable, type SchedulerLike, Subscription } from 'rxjs'

/**
 * Makes a `Clock` of an RxJS scheduler, so that a call runs in the virtual time of a `TestScheduler` or of a
 * `VirtualTimeScheduler`. `frameMs` is the length of one unit of the scheduler in milliseconds.
 *
 * @example
 * const clock = schedulerClock(new VirtualTimeScheduler())
 */
export const schedulerClock = (scheduler: SchedulerLike, frameMs = 1): Clock => ({
  performance: { now: () => scheduler.now() * frameMs },
  setTimeout: (callback, delayMs) => scheduler.schedule(callback, delayMs / frameMs),
  clearTimeout: (timer) => {
    if (timer instanceof Subscription) timer.unsubscribe()
  },
})

/** Emits `value` after `delayMs` milliseconds of the clock, at once when that is 0 or less; RxJS's `timer` for a `Clock`. */
export const after = <T>(delayMs: number, value: T, clock: Clock): Observable<T> =>
  new Observable((subscriber) => {
    const emit = () => {
      subscriber.next(value)
      subscriber.complete()
    }
    if (delayMs <= 0) {
      emit()
      return
    }
    const timer = clock.setTimeout(emit, delayMs)
    return () => clock.clearTimeout(timer)
  })
