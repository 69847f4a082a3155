import { systemClock, type Clock } from '@vatel/core'

type Timers = Pick<Clock, 'setTimeout' | 'clearTimeout'>

const hasTimers = (value: unknown): value is Timers =>
  typeof value === 'object' && value !== null && 'setTimeout' in value && 'clearTimeout' in value

const isClock = (timers: Timers): timers is Clock => 'performance' in timers

const tellsNow = (timers: Timers): timers is Timers & { now(): number } =>
  'now' in timers && typeof timers.now === 'function'

/** An actor's clock keeps timers; XState's `SimulatedClock` also tells the time, under another name than `Clock`. */
export const clockOf = (actor: object): Clock => {
  const timers = 'clock' in actor ? actor.clock : undefined
  if (!hasTimers(timers)) return systemClock
  if (isClock(timers)) return timers
  return {
    performance: tellsNow(timers) ? { now: () => timers.now() } : systemClock.performance,
    setTimeout: (callback, delayMs) => timers.setTimeout(callback, delayMs),
    clearTimeout: (timer) => timers.clearTimeout(timer),
  }
}
