import type { Endpoint } from './endpoint.ts'
import type { RequestError } from './request-error.ts'

/** The longest wait that a server may ask for; beyond it the caller is told instead of kept. */
const longestWaitMs = 60_000
const longestBackOffMs = 8_000
const firstBackOffMs = 500
const shortestWaitMs = 100

/** A date of HTTP (RFC 9110 section 5.6.7); `Date.parse` alone reads dates into almost anything. */
const httpDate = (text: unknown): number => (/ GMT$/.test(String(text)) ? Date.parse(String(text)) : NaN)

/**
 * Reads `Retry-After` (RFC 9110 section 10.2.3), seconds or a date, as milliseconds from now; unreadable is none. A
 * date is compared with the answer's own, so that it does not matter how this machine's clock is set.
 */
export const retryAfterMs = (asked: unknown, date: unknown, nowMs: number): number | undefined => {
  const saidMs = httpDate(date)
  const waitMs = /^\d+$/.test(String(asked))
    ? Number(asked) * 1_000
    : httpDate(asked) - (Number.isNaN(saidMs) ? nowMs : saidMs)
  return waitMs > 0 && waitMs < Infinity ? waitMs : undefined
}

const mayRepeat = ({ once, retryable: repeatable }: Endpoint, error: RequestError): boolean =>
  error.delivery === 'not-sent' ||
  (once !== true && (repeatable || (error._tag === 'RefusedError' && error.status === 429)))

/**
 * Says how long to wait before the next try, in milliseconds, or nothing when there must not be one. What may have been
 * carried out is repeated only where that does no harm: a telephone must not ring twice.
 */
export const waitBeforeRetryMs = (
  endpoint: Endpoint,
  error: RequestError,
  tries: number,
  random: () => number,
): number | undefined => {
  if (!error.retryable || !mayRepeat(endpoint, error)) return undefined
  const askedMs = error._tag === 'RefusedError' ? error.retryAfterMs : undefined
  if (askedMs !== undefined && askedMs > longestWaitMs) return undefined
  // Full jitter, so that many clients that failed together do not come back together.
  const ownMs = random() * Math.min(longestBackOffMs, firstBackOffMs * 2 ** (tries - 1))
  return Math.max(
    shortestWaitMs,
    askedMs === undefined ? ownMs : Math.min(longestWaitMs, askedMs * (1 + 0.1 * random())),
  )
}
