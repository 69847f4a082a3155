import * as E from 'fp-ts/Either'
import { BadInput } from '../errors/bad-input.ts'

/** Header names (RFC 9110 section 5.6.2). */
const token = /^[!#$%&'*+.^`|~\w-]+$/

/** What this package or `fetch` itself sets. */
const reserved: ReadonlySet<string> = new Set([
  'accept',
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'cookie',
  'host',
  'transfer-encoding',
])

const wrong = (remedy: string): E.Either<BadInput, never> => E.left(new BadInput('headers', remedy))

/** Checks headers that a caller adds: nothing that could break out of its line; errors quote no value. */
export const checkHeaders = (headers: unknown): E.Either<BadInput, Readonly<Record<string, string>>> => {
  if (typeof headers !== 'object' || headers === null || Symbol.iterator in headers || 'append' in headers)
    return wrong('must be a plain object of names and values')
  const checked: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers) as [string, unknown][]) {
    if (!token.test(name)) return wrong('must have names of letters, digits and dashes only')
    if (reserved.has(name.toLowerCase())) return wrong(`must not set ${name}, which is set for you`)
    if (typeof value !== 'string' || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      return wrong(`${name} must be text in Latin-1 without line breaks`)
    checked[name] = value
  }
  return E.right(checked)
}
