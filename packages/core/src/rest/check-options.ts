import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { BadInput } from '../errors/bad-input.ts'
import { checkCount } from './check-count.ts'
import { checkHeaders } from './check-headers.ts'
import type { RequestOptions } from './world.ts'

const isSignal = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value

const checks: {
  readonly [K in keyof Required<RequestOptions>]: (value: unknown) => E.Either<BadInput, unknown>
} = {
  signal: (value) =>
    isSignal(value) ? E.right(value) : E.left(new BadInput('options.signal', 'must be an AbortSignal')),
  timeoutMs: (value) => checkCount('options.timeoutMs', value, 1),
  retries: (value) => checkCount('options.retries', value, 0),
  headers: checkHeaders,
}

/** Checks what one request does differently; an option that nobody knows is refused, not dropped. */
export const checkOptions = (options: unknown): E.Either<BadInput, RequestOptions> => {
  if (options === undefined) return E.right({})
  if (typeof options !== 'object' || options === null)
    return E.left(new BadInput('options', 'must be an object'))
  const known = Object.keys(checks).join(', ')
  return Object.entries(options).reduce<E.Either<BadInput, RequestOptions>>(
    (checked, [name, value]: [string, unknown]) => {
      if (value === undefined) return checked
      const check = Object.hasOwn(checks, name) ? checks[name as keyof RequestOptions] : undefined
      if (check === undefined)
        return E.left(new BadInput(`options.${name.slice(0, 64)}`, `is no option; there are ${known}`))
      return pipe(
        checked,
        E.flatMap((before) =>
          pipe(
            check(value),
            E.map((right) => ({ ...before, [name]: right })),
          ),
        ),
      )
    },
    E.right({}),
  )
}
