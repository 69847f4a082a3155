import type { Clock } from '../../src/clock.ts'

/** A clock of virtual time for thousands of timers. */
export interface CrowdClock extends Clock {
  /** How many timers are set. */
  readonly waiting: number
  /** Lets so much time pass, and between timers whatever else is to be done. */
  pass(ms: number): Promise<void>
}

/** What falls into the same few milliseconds happens together. */
const stepMs = 5

/** Makes a clock at zero that goes in steps of 5 ms. */
export const crowdClock = (): CrowdClock => {
  const steps = new Map<number, Map<number, () => void>>()
  const stepOf = new Map<number, number>()
  let nowMs = 0
  let made = 0
  const forget = (timer: number) => {
    steps.get(stepOf.get(timer) ?? -1)?.delete(timer)
    return stepOf.delete(timer)
  }
  return {
    get waiting() {
      return stepOf.size
    },
    performance: { now: () => nowMs },
    setTimeout: (callback, delayMs) => {
      made += 1
      const step = Math.max(Math.floor(nowMs / stepMs) + 1, Math.ceil((nowMs + delayMs) / stepMs))
      steps.set(step, (steps.get(step) ?? new Map<number, () => void>()).set(made, callback))
      stepOf.set(made, step)
      return made
    },
    clearTimeout: (timer) => void forget(timer as number),
    async pass(ms) {
      await new Promise((resolve) => setImmediate(resolve))
      const untilMs = nowMs + ms
      for (let step = Math.floor(nowMs / stepMs) + 1; step * stepMs <= untilMs; step += 1) {
        const due = steps.get(step)
        if (due === undefined) continue
        nowMs = step * stepMs
        for (const [timer, callback] of due) if (forget(timer)) callback()
        steps.delete(step)
        await new Promise((resolve) => setImmediate(resolve))
      }
      nowMs = untilMs
    },
  }
}
