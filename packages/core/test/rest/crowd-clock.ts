import type { Clock } from '../../src/clock.ts'

/** A drawn clock for thousands of timers. */
export interface CrowdClock extends Clock {
  /** Lets so much time pass, and between timers whatever else is to be done. */
  pass(ms: number): Promise<void>
}

/** Makes a clock at zero. It keeps no order among its timers but their time, and finds the next by looking at all. */
export const crowdClock = (): CrowdClock => {
  const timers = new Map<number, { readonly atMs: number; readonly callback: () => void }>()
  let nowMs = 0
  let made = 0
  return {
    performance: { now: () => nowMs },
    setTimeout: (callback, delayMs) => {
      made += 1
      timers.set(made, { atMs: nowMs + delayMs, callback })
      return made
    },
    clearTimeout: (timer) => void timers.delete(timer as number),
    async pass(ms) {
      const untilMs = nowMs + ms
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve))
        let nextMs = Infinity
        for (const { atMs } of timers.values()) if (atMs < nextMs) nextMs = atMs
        if (nextMs > untilMs) break
        // What falls into the same few milliseconds happens together.
        nowMs = Math.min(untilMs, Math.ceil(nextMs / 5) * 5)
        for (const [timer, { atMs, callback }] of [...timers]) {
          if (atMs > nowMs || !timers.delete(timer)) continue
          callback()
        }
      }
      nowMs = untilMs
    },
  }
}
