import { InvalidArgumentError, assertArgument } from '../errors.ts'

/** Where the platform is. */
export const defaultBaseUrl = 'https://api.vatel.ai'

/** This machine, by its names and addresses. */
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
 * Checks where the platform is: https, or http on this machine; nothing in it that would be lost or leak.
 * @throws {InvalidArgumentError}
 */
export const parseBaseUrl = (text: string): URL => {
  const url = parse(text)
  const { protocol, hostname, username, password, search, hash } = url
  assertArgument(
    protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname)),
    'baseUrl',
    'be https, or http on this machine',
  )
  assertArgument(username + password === '', 'baseUrl', 'not hold a user or password')
  assertArgument(search + hash === '', 'baseUrl', 'not hold a query or a fragment')
  return url
}

/** Puts a path of the platform, beginning with a slash, behind the base URL's own. */
export const at = (base: URL, path: string): URL => {
  const url = new URL(base)
  // Not `new URL(path, base)`: a path that begins with two slashes would name another host.
  url.pathname = base.pathname.replace(/\/$/, '') + path
  return url
}
