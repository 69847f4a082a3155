/**
 * The one table of what may be tried again. Errors (`retryable`), the explanation of an end, `connect` and every policy
 * that calls again read it. A kind of failure that is always or never retryable says so in its class.
 */

/**
 * The client errors (RFC 9110 section 15.5, RFC 6585) that pass by themselves, and every server error but 501 and 505, which
 * say that what was asked is not supported.
 */
const passingStatus = /^(408|425|429|5(?!01|05)\d\d)$/

/** Close codes (RFC 6455 section 7.4.1 and the IANA registry) that say that the connection or the server went away. */
const lostCode = /^10(01|05|06|1[1-5])$/

/**
 * Codes of OpenSSL and Node for a certificate that was not accepted (`openssl verify`, section Diagnostics). `UNSPECIFIED` is
 * that of Node for a reason without a name of its own, such as a weak key.
 */
const certificateCode =
  /CERT|CRL|UNKNOWN_CA|[AE]_KEY_TOO|MD_TOO|_MISMATCH|^(UNABLE_TO_|INVALID_(CA|PURPOSE)|PATH_LENGTH|UNSPECIFIED$)/

/** Returns whether a connection failed because the certificate was not accepted. No later attempt succeeds. */
export const isCertificateFailure = (code: string | undefined): boolean => certificateCode.test(code ?? '')

/** Returns whether the same request, or a new call, may succeed after it was refused with this HTTP status. */
export const isRetryableStatus = (status: number): boolean => passingStatus.test(String(status))

/** Returns whether a new call may succeed after the last one was closed with this WebSocket close code. */
export const isRetryableCloseCode = (code: number): boolean => lostCode.test(String(code))

/** Milliseconds that the platform asks to wait, and up to a tenth beyond, so that clients do not return at the same time. */
export const askedDelayMs = (askedMs = 0, random: () => number): number => askedMs * (1 + 0.1 * random())

/**
 * Milliseconds before the next attempt to begin a call, after `attempts` in a row that have failed, or 0 after a call that had
 * begun: 250 ms, plus full jitter up to one second, which doubles with each attempt to at most five seconds. When the platform
 * asks for more (`Retry-After`), that and up to a tenth beyond, so that clients do not return at the same time.
 *
 * @example
 * if (reason.type === 'refused') setTimeout(() => dial(attempts + 1), retryDelayMs(attempts, reason.retryAfterMs))
 */
export const retryDelayMs = (
  attempts: number,
  askedMs: number | undefined,
  random: () => number = Math.random,
): number => {
  const ownMs = 250 + random() * Math.min(5_000, 1_000 * 2 ** attempts)
  return Math.max(ownMs, askedDelayMs(askedMs, random))
}

/** A date of HTTP (RFC 9110 section 5.6.7) in milliseconds; `Date.parse` alone accepts almost any text. */
const httpDate = (text: unknown): number => (/ GMT$/.test(String(text)) ? Date.parse(String(text)) : NaN)

/**
 * Reads `Retry-After` (RFC 9110 section 10.2.3), seconds or a date, as milliseconds from now; `undefined` when it is
 * missing or unreadable. A date is compared with the response's own `Date`, so that the local clock does not matter.
 *
 * @example
 * const waitMs = retryAfterMs(headers.get('retry-after'), headers.get('date'), Date.now()) ?? 1_000
 */
export const retryAfterMs = (retryAfter: unknown, date: unknown, nowMs: number): number | undefined => {
  const sentAtMs = httpDate(date)
  const waitMs = /^\d+$/.test(String(retryAfter))
    ? Number(retryAfter) * 1_000
    : httpDate(retryAfter) - (Number.isNaN(sentAtMs) ? nowMs : sentAtMs)
  return waitMs > 0 && waitMs < Infinity ? waitMs : undefined
}
