import type { Clock } from '@vatel/core'
import { type SchedulerLike, Subscription } from 'rxjs'

/**
 * Shows the time of an RxJS scheduler as a clock, so that a call runs in the time of a `TestScheduler` or of a
 * `VirtualTimeScheduler`; `frameMs` is how many milliseconds one unit of the scheduler lasts.
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
