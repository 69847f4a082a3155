import type { Clock } from '@vatel/core'
import { SimulatedClock } from 'xstate'

/** Waits until every promise has settled that needs no time. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve()
}

/** XState's simulated clock as a `Clock` of core. */
export interface SimulatedTime extends Clock {
  now(): number
  /** Advances the time from timer to timer, and settles every promise before each. */
  tickAsync(ms: number): Promise<void>
  countTimers(): number
}

/** Creates a clock that shows zero. */
export const simulateTime = (): SimulatedTime => {
  const clock = new SimulatedClock()
  const dueAtMs = new Map<unknown, number>()
  const now = () => clock.now()
  return {
    now,
    performance: { now },
    setTimeout: (callback, delayMs) => {
      const timer = clock.setTimeout(() => {
        dueAtMs.delete(timer)
        callback()
      }, delayMs)
      dueAtMs.set(timer, now() + delayMs)
      return timer
    },
    clearTimeout: (timer) => {
      dueAtMs.delete(timer)
      if (typeof timer === 'number') clock.clearTimeout(timer)
    },
    tickAsync: async (ms) => {
      const untilMs = now() + ms
      await settle()
      for (;;) {
        const nextMs = Math.min(...dueAtMs.values())
        if (nextMs > untilMs) break
        clock.set(Math.max(now(), nextMs))
        await settle()
      }
      clock.set(untilMs)
      await settle()
    },
    countTimers: () => dueAtMs.size,
  }
}
