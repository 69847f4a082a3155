import { systemClock, type Clock } from '@vatel/core'

type Timers = Pick<Clock, 'setTimeout' | 'clearTimeout'>

const hasTimers = (value: unknown): value is Timers =>
  typeof value === 'object' && value !== null && 'setTimeout' in value && 'clearTimeout' in value

const isClock = (timers: Timers): timers is Clock => 'performance' in timers

const hasNow = (timers: Timers): timers is Timers & { now(): number } =>
  'now' in timers && typeof timers.now === 'function'

/** Returns the clock of an actor. It may have timers only; XState's `SimulatedClock` has the time as `now()`. */
export const clockOf = (actor: object): Clock => {
  const timers = 'clock' in actor ? actor.clock : undefined
  if (!hasTimers(timers)) return systemClock
  if (isClock(timers)) return timers
  return {
    performance: hasNow(timers) ? { now: () => timers.now() } : systemClock.performance,
    setTimeout: (callback, delayMs) => timers.setTimeout(callback, delayMs),
    clearTimeout: (timer) => timers.clearTimeout(timer),
  }
}
