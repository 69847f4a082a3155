import { Unreachable } from '../errors/unreachable.ts'
import { mask } from './mask.ts'

/** With these the connection never came about, so that nothing was sent. */
const nothingSent: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** What the system tells about a failure. Its errors may come from another realm, where `instanceof` fails. */
interface SystemError {
  readonly cause?: unknown
  readonly code?: unknown
  readonly syscall?: unknown
  readonly message?: unknown
  readonly errors?: readonly unknown[]
}

/** `fetch` wraps the system's error. */
const innermost = (error: unknown): SystemError => {
  const outer = Object(error) as SystemError
  return Object(outer.cause ?? outer) as SystemError
}

const neverConnected = ({ code, syscall, errors }: SystemError): boolean =>
  nothingSent.has(code) ||
  syscall === 'connect' ||
  // One failure for each address that was tried.
  (errors?.[0] !== undefined && errors.every((each) => neverConnected(Object(each) as SystemError)))

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Says as a typed error why a request failed. Addresses and secrets are left out, for a `fetch` may quote both. */
export const unreachableFrom = (error: unknown, url: URL, secrets: readonly string[]): Unreachable => {
  const system = innermost(error)
  const code = textOf(system.code)
  const told = mask(textOf(system.message), [url.href, url.search, ...secrets]).slice(0, 400)
  return new Unreachable(
    url.origin,
    neverConnected(system) ? 'not-sent' : 'unknown',
    code || undefined,
    told ? new Error(told) : undefined,
  )
}
