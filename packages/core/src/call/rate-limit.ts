import type { Clock } from '../clock.ts'

/** How long the limit looks back, in milliseconds. */
const windowMs = 1_000

/** Makes a question that is answered with yes at most so many times in any second. */
export const createRateLimit = (clock: Clock, perSecond: number): (() => boolean) => {
  let passedAtMs: number[] = []
  return () => {
    const nowMs = clock.performance.now()
    passedAtMs = passedAtMs.filter((atMs) => nowMs - atMs < windowMs)
    if (passedAtMs.length >= perSecond) return false
    passedAtMs.push(nowMs)
    return true
  }
}
