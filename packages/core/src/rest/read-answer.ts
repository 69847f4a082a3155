import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { BadAnswer } from '../errors/bad-answer.ts'
import { Redirected } from '../errors/redirected.ts'
import { Refused } from '../errors/refused.ts'
import { issues } from '../protocol/issues.ts'
import type { Endpoint } from './endpoint.ts'
import { refusal } from './refusal.ts'
import { retryAfterMs } from './retry.ts'
import type { RequestError } from './request-error.ts'

const originOf = (location: string | null, base: URL): string | undefined => {
  try {
    return location === null ? undefined : new URL(location, base).origin
  } catch {
    return undefined
  }
}

/** Unset fields may come as `null`; both read as absent. */
const withoutNulls = (_key: string, value: unknown): unknown => (value === null ? undefined : value)

const parse = (text: string): E.Either<BadAnswer, unknown> =>
  E.tryCatch(
    () => JSON.parse(text, withoutNulls) as unknown,
    () => new BadAnswer(['the body is not JSON']),
  )

/** Reads an answer: what the operation promises, or the error that the answer is. */
export const readAnswer = async (
  endpoint: Endpoint,
  response: Response,
  url: URL,
): Promise<E.Either<RequestError, unknown>> => {
  const { status } = response
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400))
    return E.left(new Redirected(status, originOf(response.headers.get('location'), url)))
  if (!response.ok)
    return E.left(
      new Refused(status, refusal(await response.text()), retryAfterMs(response.headers, Date.now())),
    )
  const promised = endpoint.response
  if (promised === 'nothing') return E.right(undefined)
  if (promised === 'stream')
    return response.body === null ? E.left(new BadAnswer(['there is no body'])) : E.right(response.body)
  return pipe(
    parse(await response.text()),
    E.flatMap((body) =>
      pipe(
        promised.decode(body) as E.Either<never, unknown>,
        E.mapLeft((errors) => new BadAnswer(issues(errors))),
      ),
    ),
  )
}
