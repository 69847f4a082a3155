import { must } from '../errors.ts'
import { isFields } from '../codec/codec.ts'
import { checkCount } from './check-count.ts'
import { checkHeaders } from './check-headers.ts'
import type { RequestOptions } from './world.ts'

const checkSignal = (value: unknown): unknown => {
  const signal = Object(value) as object
  must('aborted' in signal && 'addEventListener' in signal, 'options.signal', 'be an AbortSignal')
  return signal
}

type Check = (value: unknown) => unknown

const checks: Readonly<Record<string, Check>> = {
  signal: checkSignal,
  timeoutMs: (value) => checkCount('options.timeoutMs', value, 1),
  retries: (value) => checkCount('options.retries', value, 0),
  headers: checkHeaders,
} satisfies Record<keyof RequestOptions, Check>

const check = (name: string, value: unknown): unknown => {
  const known = Object.hasOwn(checks, name) ? checks[name] : undefined
  const names = Object.keys(checks).join(', ')
  must(known !== undefined, `options.${name.slice(0, 64)}`, `be left out: there are only ${names}`)
  return known(value)
}

/**
 * Checks what one request does differently; an option that nobody knows is refused, not dropped.
 * @throws {InvalidArgumentError}
 */
export const checkOptions = (options: unknown = {}): RequestOptions => {
  must(isFields(options), 'options', 'be an object')
  return Object.fromEntries(
    Object.entries(options)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, check(name, value)]),
  )
}
