/** In tenths of a retry, which add up exactly. */
const most = 100
const perRetry = 10
const perSuccess = 1

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
      if (left < perRetry) return false
      left -= perRetry
      return true
    },
    earn() {
      left = Math.min(most, left + perSuccess)
    },
  }
}
