import type { Subscription } from 'rxjs'
import { type RunHelpers, TestScheduler } from 'rxjs/testing'
import type { Clock } from '@vatel/core'

/** What a drawn test is given: rx's helpers, and the drawn time as a clock. */
export interface Drawing extends RunHelpers {
  readonly clock: Clock
}

/** Runs a test in drawn time: one character is one millisecond. */
export const draw = (test: (drawing: Drawing) => void): void => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected))
  const timers: Subscription[] = []
  const clock: Clock = {
    performance: { now: () => scheduler.now() },
    setTimeout: (callback, delayMs) => timers.push(scheduler.schedule(callback, delayMs)) - 1,
    clearTimeout: (timer) => timers[Number(timer)]?.unsubscribe(),
  }
  scheduler.run((helpers) => test({ ...helpers, clock }))
}
