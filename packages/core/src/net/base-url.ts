import { InvalidArgumentError, assertArgument } from '../errors.ts'

/** Address of the platform. */
export const defaultBaseUrl = 'https://api.vatel.ai'

/** Names and addresses of this machine. */
const loopback = /^((.+\.)?localhost|\[::1\]|127(\.\d+){3})$/

const parse = (text: string): URL => {
  try {
    return new URL(text)
  } catch {
    // The error of `new URL` holds what was typed, which may hold a password.
    throw new InvalidArgumentError('baseUrl', `must be an absolute URL such as ${defaultBaseUrl}`)
  }
}

/**
 * Checks the address of the platform: https, or http on this machine, without user, password, query and fragment.
 *
 * @throws {InvalidArgumentError}
 */
export const parseBaseUrl = (text: string): URL => {
  const url = parse(text)
  const { protocol, hostname, username, password, search, hash } = url
  assertArgument(
    protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname)),
    'baseUrl',
    'begin with https://, or on this machine with http://',
  )
  const more = username + password + search + hash
  assertArgument(more === '', 'baseUrl', 'not hold a user, a password, a query or a fragment')
  return url
}

/**
 * Appends a path, which begins with a slash, to the path of the base URL. Not `new URL(path, base)`: a path that begins with
 * two slashes would name another host. Not a change of a URL either: those of React Native cannot be changed.
 */
export const addressAt = ({ origin, pathname }: URL, path: string): string =>
  origin + pathname.replace(/\/$/, '') + path

/** Returns what `addressAt` does as a URL, whose query can be set. */
export const at = (base: URL, path: string): URL => new URL(addressAt(base, path))
