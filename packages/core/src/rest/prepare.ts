import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { BadInput } from '../errors/bad-input.ts'
import { at } from './base-url.ts'
import { checkId } from './check-id.ts'
import { checkInput } from './check-input.ts'
import { checkOptions } from './check-options.ts'
import type { Endpoint } from './endpoint.ts'
import { secretsOf } from './mask.ts'
import type { RequestOptions } from './world.ts'

/** A request, checked and ready to be sent. */
export interface Prepared {
  readonly url: URL
  /** JSON text; absent where the operation has no body. */
  readonly body?: string
  readonly options: RequestOptions
  /** What is in it that no error may show. */
  readonly secrets: readonly string[]
}

const parameter = /\{(\w+)\}/g

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

const inputOf = (
  { body, query }: Endpoint,
  input: unknown,
): E.Either<BadInput, { readonly query?: unknown; readonly body?: string }> => {
  if (body !== undefined)
    return pipe(
      checkInput(body, 'input', input),
      E.map((checked) => ({ body: JSON.stringify(checked) })),
    )
  if (query === undefined || input === undefined) return E.right({})
  return pipe(
    checkInput(query, 'query', input),
    E.map((checked) => ({ query: checked })),
  )
}

/** Checks the arguments of an operation's method and makes of them what is sent. */
export const prepare = (
  endpoint: Endpoint,
  base: URL,
  args: readonly unknown[],
): E.Either<BadInput, Prepared> => {
  const count = [...endpoint.path.matchAll(parameter)].length
  const takesInput = endpoint.body !== undefined || endpoint.query !== undefined
  const input = takesInput ? args[count] : undefined
  const optionsAt = count + (takesInput ? 1 : 0)
  if (args.length > optionsAt + 1)
    return E.left(new BadInput('arguments', `there are at most ${String(optionsAt + 1)}`))
  return pipe(
    E.Do,
    E.bind('path', () => pathOf(endpoint, args)),
    E.bind('sent', () => inputOf(endpoint, input)),
    E.bind('options', () => checkOptions(args[optionsAt])),
    E.map(({ path, sent: { query, ...body }, options }) => ({
      ...body,
      url: withQuery(at(base, path), query),
      options,
      secrets: secretsOf(input),
    })),
  )
}
