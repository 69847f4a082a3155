import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Mixed } from 'io-ts'
import { BadInput } from '../errors/bad-input.ts'
import { issues } from '../protocol/issues.ts'
import { at } from './base-url.ts'
import type { Endpoint } from './endpoint.ts'
import type { RequestOptions } from './world.ts'

/** A request, checked and ready to be sent. */
export interface Prepared {
  readonly url: URL
  /** JSON text; absent where the operation has no body. */
  readonly body?: string
  readonly options: RequestOptions
}

const maxIdLength = 256
const parameter = /\{(\w+)\}/g

/** An id becomes exactly one segment of the path, whatever is in it. */
const checkId = (name: string, id: unknown): E.Either<BadInput, string> => {
  if (typeof id !== 'string' || id === '') return E.left(new BadInput(name, 'must be a non-empty string'))
  if (id.length > maxIdLength)
    return E.left(new BadInput(name, `must not be longer than ${String(maxIdLength)}`))
  if (/^(\.|%2e){1,2}$/i.test(id) || /\p{C}/u.test(id))
    return E.left(
      new BadInput(name, 'must be an id: no path, no control characters, no half of a surrogate pair'),
    )
  return E.right(encodeURIComponent(id))
}

const checkInput = (codec: Mixed, place: string, input: unknown): E.Either<BadInput, unknown> =>
  pipe(
    codec.decode(input) as E.Either<never, unknown>,
    E.mapLeft((errors) => new BadInput(place, `must be as documented: ${issues(errors).join('; ')}`)),
  )

const withQuery = (url: URL, query: unknown): URL => {
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value))
  return url
}

const pathOf = (endpoint: Endpoint, ids: readonly unknown[]): E.Either<BadInput, string> => {
  const names = [...endpoint.path.matchAll(parameter)].map(([, name]) => name ?? '')
  return names.reduce<E.Either<BadInput, string>>(
    (path, name, n) =>
      pipe(
        path,
        E.flatMap((text) =>
          pipe(
            checkId(name, ids[n]),
            E.map((id) => text.replace(`{${name}}`, id)),
          ),
        ),
      ),
    E.right(endpoint.path),
  )
}

/** Checks the arguments of an operation's method and makes of them what is sent. */
export const prepare = (
  endpoint: Endpoint,
  base: URL,
  args: readonly unknown[],
): E.Either<BadInput, Prepared> => {
  const count = [...endpoint.path.matchAll(parameter)].length
  const { body, query } = endpoint
  const codec = body ?? query
  const input = codec === undefined ? undefined : args[count]
  const options = (args[count + (codec === undefined ? 0 : 1)] ?? {}) as RequestOptions
  return pipe(
    pathOf(endpoint, args),
    E.flatMap((path) =>
      pipe(
        codec === undefined || (input === undefined && body === undefined)
          ? E.right(undefined)
          : checkInput(codec, body === undefined ? 'query' : 'input', input),
        E.map((checked) => ({
          url: body === undefined ? withQuery(at(base, path), checked) : at(base, path),
          ...(body === undefined ? {} : { body: JSON.stringify(checked) }),
          options,
        })),
      ),
    ),
  )
}
