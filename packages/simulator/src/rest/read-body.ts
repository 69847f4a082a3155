import { endpoints, type Endpoint } from '@vatel/core'
import * as E from 'fp-ts/Either'
import { firstIssue, firstUnknownField } from '../rules/first-issue.ts'
import { refuse, type RestResponse } from './exchange.ts'
import { knownFields } from './known-fields.ts'

const parse = (body: string): E.Either<RestResponse, unknown> =>
  E.tryCatch(
    (): unknown => JSON.parse(body),
    () => refuse(400, 'invalid JSON'),
  )

/** The one body in which the platform takes no field that it does not know. */
const isClosed = (endpoint: Endpoint): boolean => endpoint === endpoints.session.generateToken

/** Reads a request's body as its operation wants it; the refusal names the field that is wrong. */
export const readBody = (endpoint: Endpoint, text: string): E.Either<RestResponse, unknown> => {
  const { body: codec } = endpoint
  if (codec === undefined) return E.right(undefined)
  const parsed = parse(text)
  if (E.isLeft(parsed)) return parsed
  const read = codec.decode(parsed.right)
  const issue = E.isLeft(read)
    ? firstIssue(read.left)
    : isClosed(endpoint)
      ? firstUnknownField(codec, parsed.right)
      : undefined
  return issue === undefined
    ? E.right(knownFields(codec, parsed.right))
    : E.left(refuse(400, `${issue.place || 'body'}: ${issue.remedy}`))
}
