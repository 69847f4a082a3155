import type { Clock } from '@vatel/core'
import { schedulerClock } from '@vatel/rx'
import { VirtualTimeScheduler } from 'rxjs'

/** Virtual time. */
export interface VirtualTime {
  readonly clock: Clock
  /** How many timers wait. */
  readonly timerCount: number
  /** Lets time pass until then, in milliseconds since the beginning. */
  passUntil(ms: number): void
}

export const createVirtualTime = (): VirtualTime => {
  const scheduler = new VirtualTimeScheduler()
  const clock = schedulerClock(scheduler)
  const waiting = new Set<unknown>()
  return {
    clock: {
      performance: clock.performance,
      setTimeout(callback, delayMs) {
        const timer = clock.setTimeout(() => {
          waiting.delete(timer)
          callback()
        }, delayMs)
        waiting.add(timer)
        return timer
      },
      clearTimeout(timer) {
        waiting.delete(timer)
        clock.clearTimeout(timer)
      },
    },
    get timerCount() {
      return waiting.size
    },
    passUntil(ms) {
      scheduler.maxFrames = ms
      scheduler.flush()
    },
  }
}
