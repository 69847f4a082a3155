import { redact } from './redact.ts'

/** The longest text of the platform or the system that an error quotes, in characters. */
export const maxQuotedLength = 400

/** The body of the platform's error responses. */
interface ErrorResponse {
  /** A sentence for people; may name the field that was wrong. */
  readonly error?: unknown
}

/**
 * Returns the platform's sentence in the body of an error response, on one line and with the secrets redacted; empty when
 * there is none, as in a proxy's page.
 */
export const refusalMessage = (body: string, secrets: readonly string[]): string => {
  try {
    const { error } = Object(JSON.parse(body)) as ErrorResponse
    return typeof error === 'string'
      ? redact(error, secrets)
          .replace(/\p{Cc}+/gu, ' ')
          .slice(0, maxQuotedLength)
      : ''
  } catch {
    return ''
  }
}
