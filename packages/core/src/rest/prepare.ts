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

/**
 * Checks the arguments of an operation's method and makes of them what is sent.
 * @throws {BadInput}
 */
export const prepare = ({ path, query, body }: Endpoint, base: URL, args: readonly unknown[]): Prepared => {
  const rest = [...args]
  const url = at(
    base,
    path.replace(/\{(\w+)\}/g, (_, name: string) => checkId(name, rest.shift())),
  )
  const input = body === undefined && query === undefined ? undefined : rest.shift()
  if (rest.length > 1)
    throw new BadInput('arguments', `there are at most ${String(args.length - rest.length + 1)}`)
  if (query !== undefined && input !== undefined)
    for (const [name, value] of Object.entries(checkInput(query, 'query', input) as object))
      if (value !== undefined) url.searchParams.set(name, String(value))
  return {
    url,
    ...(body && { body: JSON.stringify(checkInput(body, 'input', input)) }),
    options: checkOptions(rest[0]),
    secrets: secretsOf(input),
  }
}
