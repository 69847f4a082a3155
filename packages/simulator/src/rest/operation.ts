import { endpoints, type Endpoint } from '@vatel/core'
import * as E from 'fp-ts/Either'
import type * as t from 'io-ts'
import { isFields } from '../rules/codecs.ts'
import { firstIssue, firstUnknownField } from '../rules/invalid-scenario.ts'
import { refuse, type RestResponse } from './http-message.ts'
import type { Handled, Store } from './store.ts'

/** A request of an operation; its parts have passed the operation's codecs. */
interface OperationRequest<Body, Query> {
  /** Values of the path's placeholders; each is a UUID. */
  readonly parameters: Readonly<Record<string, string>>
  readonly body: Body
  readonly query: Query
}

/** Carries out an operation, `nowMs` after 1970. */
export type Handler<Body = undefined, Query = undefined> = (
  store: Store,
  request: OperationRequest<Body, Query>,
  nowMs: number,
) => Handled<RestResponse>

type ReadBy<C> = C extends t.Mixed ? t.TypeOf<C> : undefined

/** Handler for a row of core's endpoint table. */
export type HandlerOf<E> = Handler<
  E extends { readonly body: infer C } ? ReadBy<C> : undefined,
  E extends { readonly query: infer C } ? ReadBy<C> : undefined
>

/** A row of the platform's operation table. */
export interface Operation {
  /** Name of the client's method, such as `agents.list`. */
  readonly name: string
  readonly endpoint: Endpoint
  readonly handle: Handler<unknown, unknown>
}

/** Parts of a codec: its guard, its fields, its elements, its non-null codec. */
interface Node {
  readonly is?: (value: unknown) => boolean
  readonly props?: Readonly<Record<string, Node>>
  readonly type?: Node
  readonly inner?: Node
}

const strip = (given: Node, value: unknown): unknown => {
  const codec = given.inner ?? given
  if (Array.isArray(value))
    return codec.type === undefined ? value : value.map((each) => strip(codec.type ?? {}, each))
  if (!isFields(value)) return value
  const { props = {} } = codec
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const field = props[name]
      return field === undefined ? [] : [[name, strip(field, each)]]
    }),
  )
}

/** Removes fields that a codec does not name, at every depth, as the platform does before it stores a body. */
export const knownFields = (codec: t.Mixed, value: unknown): unknown => strip(codec, value)

/** Removes the nulls that a codec rejects: in a request `null` means that an optional field is absent. */
const withoutNulls = (given: Node, value: unknown): unknown => {
  const codec = given.inner ?? given
  if (Array.isArray(value))
    return codec.type === undefined ? value : value.map((each) => withoutNulls(codec.type ?? {}, each))
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const field = codec.props?.[name]
      if (field === undefined) return [[name, each]]
      return each === null && field.is?.(null) === false ? [] : [[name, withoutNulls(field, each)]]
    }),
  )
}

const parse = (body: string): E.Either<RestResponse, unknown> =>
  E.tryCatch(
    (): unknown => JSON.parse(body),
    () => refuse(400, 'invalid JSON'),
  )

/** Only this body is rejected for unknown fields. */
const isClosed = (endpoint: Endpoint): boolean => endpoint === endpoints.session.generateToken

/** Reads a request's body with the operation's codec; the refusal names the invalid field. */
export const readBody = (endpoint: Endpoint, text: string): E.Either<RestResponse, unknown> => {
  const { body: codec } = endpoint
  if (codec === undefined) return E.right(undefined)
  // A body beside a query is optional: none and `null` are an empty one.
  if (text === '' && endpoint.query !== undefined) return E.right({})
  const parsed = parse(text)
  if (E.isLeft(parsed)) return parsed
  if (parsed.right === null && endpoint.query !== undefined) return E.right({})
  const given = withoutNulls(codec, parsed.right)
  const read = codec.decode(given)
  const issue = E.isLeft(read)
    ? firstIssue(read.left)
    : isClosed(endpoint)
      ? firstUnknownField(codec, given)
      : undefined
  return issue === undefined
    ? E.right(knownFields(codec, given))
    : E.left(refuse(400, `${issue.place || 'body'}: ${issue.remedy}`))
}

interface QueryCodec {
  readonly props?: Readonly<Record<string, { readonly name: string }>>
}

/** Converts a query text to the type of its field. */
const valueOf = (text: string, type: string): unknown => {
  if (type.includes('number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  return type === 'boolean' && (text === 'true' || text === 'false') ? text === 'true' : text
}

/** Reads a request's query with the operation's codec; the refusal names the invalid field. */
export const readQuery = (
  { query: codec }: Endpoint,
  given: URLSearchParams,
): E.Either<RestResponse, unknown> => {
  if (codec === undefined) return E.right(undefined)
  const { props = {} } = codec as QueryCodec
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
