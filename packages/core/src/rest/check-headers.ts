import { must } from '../errors.ts'
import { isFields } from '../codec/codec.ts'

/** Header names (RFC 9110 section 5.6.2). */
const token = /^[!#$%&'*+.^`|~\w-]+$/

/** What this package or `fetch` itself sets. */
const reserved =
  /^(accept|authorization|connection|content-length|content-type|cookie|host|transfer-encoding)$/i

/**
 * Checks headers that a caller adds: nothing that could break out of its line; errors quote no value.
 * @throws {InvalidArgumentError}
 */
export const checkHeaders = (headers: unknown): Readonly<Record<string, unknown>> => {
  must(isFields(headers), 'headers', 'be a plain object of names and values')
  const checked = { ...headers }
  for (const name in checked) {
    const value = checked[name]
    must(token.test(name), 'headers', 'have names of letters, digits and dashes')
    must(!reserved.test(name), 'headers', `not set ${name}, which is set for you`)
    must(
      typeof value === 'string' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value),
      'headers',
      `have Latin-1 text without line breaks as ${name}`,
    )
  }
  return checked
}
