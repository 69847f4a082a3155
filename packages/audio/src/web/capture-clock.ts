/** Tells when something happened that has a place in the time of a context. */
export interface CaptureClock {
  /** Takes note of the present of the page, and of a place in the context that has just passed. */
  readonly passed: (contextSeconds: number, nowMs: number) => void
  /** When a place in the context was, in milliseconds of the page. */
  readonly toMs: (contextSeconds: number) => number
}

const windowMs = 5_000

/**
 * Makes a clock out of messages that come late by more or less: the least late of the last seconds counts. So a page
 * that is busy now and then does not move the time of what was captured, and two clocks that drift apart do.
 */
export const createCaptureClock = (): CaptureClock => {
  let least = Infinity
  let leastBefore = Infinity
  let since = -Infinity
  return {
    passed: (contextSeconds, nowMs) => {
      if (nowMs - since >= windowMs) {
        leastBefore = least
        least = Infinity
        since = nowMs
      }
      least = Math.min(least, nowMs - contextSeconds * 1_000)
    },
    toMs: (contextSeconds) => contextSeconds * 1_000 + Math.min(least, leastBefore),
  }
}
