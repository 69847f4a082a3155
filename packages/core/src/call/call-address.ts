import { assertArgument } from '../errors.ts'
import { at, parseBaseUrl } from '../net/base-url.ts'

/**
 * Where a call is opened. The token is in it: the address goes to the socket and nowhere else.
 * @throws {InvalidArgumentError}
 */
export const callAddress = (token: string, baseUrl: string): URL => {
  assertArgument(
    typeof token === 'string' && /^[\x21-\x7e]+$/.test(token),
    'token',
    'be a session token from session.generateToken',
  )
  const url = at(parseBaseUrl(baseUrl), '/v1/connection')
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:'
  url.searchParams.set('token', token)
  return url
}
