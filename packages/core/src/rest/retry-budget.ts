const most = 10
const perSuccess = 0.1

/**
 * How many retries a client may still make. Each costs one and each success earns a tenth, so that clients of a platform
 * that is down do not keep it down: requests are at most 1.1 times the calls, but for the first ten.
 */
export interface RetryBudget {
  /** Takes a retry; false when there is none left. */
  take(): boolean
  /** A request succeeded. */
  earn(): void
}

/** Makes a full budget: ten retries. */
export const createRetryBudget = (): RetryBudget => {
  let left = most
  return {
    take() {
      if (left < 1) return false
      left -= 1
      return true
    },
    earn() {
      left = Math.min(most, left + perSuccess)
    },
  }
}
