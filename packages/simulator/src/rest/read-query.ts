import type { Endpoint } from '@vatel/core'
import * as E from 'fp-ts/Either'
import { firstIssue } from '../rules/first-issue.ts'
import { refuse, type RestResponse } from './exchange.ts'

interface Fields {
  readonly props?: Readonly<Record<string, { readonly name: string }>>
}

/** A query knows only texts; what has another type is read as it is written. */
const valueOf = (text: string, type: string): unknown => {
  if (type === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  return type === 'boolean' && (text === 'true' || text === 'false') ? text === 'true' : text
}

/** Reads a request's query as its operation wants it; the refusal names the field that is wrong. */
export const readQuery = (
  { query: codec }: Endpoint,
  given: URLSearchParams,
): E.Either<RestResponse, unknown> => {
  if (codec === undefined) return E.right(undefined)
  const { props = {} } = codec as Fields
  const read = codec.decode(
    Object.fromEntries(
      Object.entries(props).flatMap(([name, { name: type }]) => {
        const text = given.get(name)
        return text === null ? [] : [[name, valueOf(text, type)]]
      }),
    ),
  )
  if (E.isRight(read)) return read
  const { place, remedy } = firstIssue(read.left)
  return E.left(refuse(400, `${place}: ${remedy}`))
}
