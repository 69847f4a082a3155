import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { mask } from './mask.ts'

const maxLength = 400

/** How the platform words an error. */
export const ErrorResponse = t.type({
  /** A sentence for people; may say which field was wrong. */
  error: t.string,
})

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Finds the platform's sentence in the body of an error answer, on one line and without the secrets that it may echo;
 * empty when there is none, as in a proxy's page.
 */
export const refusal = (body: string, secrets: readonly string[] = []): string =>
  pipe(
    ErrorResponse.decode(parse(body)),
    E.match(
      () => '',
      ({ error }) =>
        mask(error, secrets)
          .replace(/\p{Cc}+/gu, ' ')
          .slice(0, maxLength),
    ),
  )
