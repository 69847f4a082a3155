import type { Clock } from '@vatel/core'

/** A timer that is set anew after each thing that happens. */
export interface Alarm {
  /** Rings at this moment, and at no other that it was set to before; never for `undefined`. */
  set(atMs: number | undefined, nowMs: number): void
  stop(): void
}

/** Makes an alarm that is not set. */
export const createAlarm = (clock: Clock, ring: () => void): Alarm => {
  let timer: unknown
  let setToMs: number | undefined
  const stop = (): void => {
    clock.clearTimeout(timer)
    setToMs = undefined
  }
  return {
    set(atMs, nowMs) {
      // It mostly is the same moment when a frame of sound comes.
      if (atMs === setToMs) return
      stop()
      if (atMs === undefined) return
      setToMs = atMs
      timer = clock.setTimeout(
        () => {
          setToMs = undefined
          ring()
        },
        // A timer counts whole milliseconds, and one that fires early would only be set again.
        Math.max(0, Math.ceil(atMs - nowMs)),
      )
    },
    stop,
  }
}
