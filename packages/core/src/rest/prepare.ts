import { must } from '../errors.ts'
import { at } from '../net/base-url.ts'
import { checkId } from './check-id.ts'
import { checkInput } from './check-input.ts'
import { checkOptions } from './check-options.ts'
import type { Endpoint } from './endpoint.ts'
import { secretsOf } from '../net/mask.ts'
import type { RequestOptions } from './world.ts'

/** A request, checked and ready to be sent. */
export interface Prepared {
  readonly url: URL
  /** JSON text; `null` where the operation has no body. */
  readonly body: string | null
  readonly options: RequestOptions
  /** What is in it that no error may show. */
  readonly secrets: readonly string[]
}

/**
 * Checks the arguments of an operation's method and makes of them what is sent.
 * @throws {InvalidArgumentError}
 */
export const prepare = ({ path, query, body }: Endpoint, base: URL, args: readonly unknown[]): Prepared => {
  const rest = [...args]
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => checkId(name, rest.shift()))
  const url = at(base, filled)
  const codec = body ?? query
  const input = codec && rest.shift()
  const most = args.length - rest.length + 1
  must(rest.length <= 1, 'arguments', `be ${most} or fewer`)
  if (codec !== undefined && (body !== undefined || input !== undefined))
    checkInput(codec, body === undefined ? 'query' : 'input', input)
  if (query !== undefined)
    for (const [name, value] of Object.entries(Object(input) as object))
      if (value !== undefined) url.searchParams.set(name, String(value))
  return {
    url,
    body: body ? JSON.stringify(input) : null,
    options: checkOptions(rest[0]),
    secrets: secretsOf(input),
  }
}
