import { object, string } from '../codec/codec.ts'
import { mask } from './mask.ts'

const maxLength = 400

/** How the platform words an error. */
export const ErrorResponse = object({
  /** A sentence for people; may say which field was wrong. */
  error: string,
})

/**
 * Finds the platform's sentence in the body of an error answer, on one line and without the secrets that it may echo;
 * empty when there is none, as in a proxy's page.
 */
export const refusal = (body: string, secrets: readonly string[]): string => {
  try {
    const answer: unknown = JSON.parse(body)
    return ErrorResponse.is(answer)
      ? mask(answer.error, secrets)
          .replace(/\p{Cc}+/gu, ' ')
          .slice(0, maxLength)
      : ''
  } catch {
    return ''
  }
}
