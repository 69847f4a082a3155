import { BadInput } from '../errors/bad-input.ts'
import { isFields } from '../protocol/fields.ts'

/** Header names (RFC 9110 section 5.6.2). */
const token = /^[!#$%&'*+.^`|~\w-]+$/

/** What this package or `fetch` itself sets. */
const reserved =
  /^(accept|authorization|connection|content-length|content-type|cookie|host|transfer-encoding)$/i

const checkHeader = (name: string, value: unknown): string | undefined => {
  if (!token.test(name)) return 'must have names of letters, digits and dashes only'
  if (reserved.test(name)) return `must not set ${name}, which is set for you`
  return typeof value === 'string' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
    ? undefined
    : `${name} must be text in Latin-1 without line breaks`
}

/**
 * Checks headers that a caller adds: nothing that could break out of its line; errors quote no value.
 * @throws {BadInput}
 */
export const checkHeaders = (headers: unknown): Readonly<Record<string, unknown>> => {
  if (!isFields(headers)) throw new BadInput('headers', 'must be a plain object of names and values')
  const checked = { ...headers }
  for (const name in checked) {
    const remedy = checkHeader(name, checked[name])
    if (remedy !== undefined) throw new BadInput('headers', remedy)
  }
  return checked
}
