import type { Clock } from '../../src/clock.ts'

/** A clock for real requests: what waits between tries passes at once, and is kept; deadlines never come. */
export interface HurriedClock extends Clock {
  /** The waits so far, in milliseconds. */
  readonly waits: readonly number[]
}

/** The option that tells deadlines from waits, which last a minute at most: what is left of it stays longer than one. */
export const longTimeoutMs = 300_000

/** Makes a clock that is in a hurry; use it with `timeoutMs: longTimeoutMs`. */
export const hurriedClock = (): HurriedClock => {
  const waits: number[] = []
  let nowMs = 0
  return {
    waits,
    performance: { now: () => nowMs },
    setTimeout: (callback, ms) => {
      if (ms > 66_000) return undefined
      waits.push(ms)
      return setImmediate(() => {
        nowMs += ms
        callback()
      })
    },
    clearTimeout: (timer) => clearImmediate(timer as NodeJS.Immediate | undefined),
  }
}
