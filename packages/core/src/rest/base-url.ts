import { BadInput } from '../errors/bad-input.ts'

/** Where the platform is. */
export const defaultBaseUrl = 'https://api.vatel.ai'

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host)

const parse = (text: string): URL => {
  try {
    return new URL(text)
  } catch {
    // The error of `new URL` holds what was typed, which may hold a password.
    throw new BadInput('baseUrl', `must be an absolute URL such as ${defaultBaseUrl}`)
  }
}

/**
 * Checks where the platform is: https, or http on this machine; nothing in it that would be lost or leak.
 * @throws {BadInput}
 */
export const parseBaseUrl = (text: string): URL => {
  const url = parse(text)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw new BadInput('baseUrl', 'must be https; http is for a simulator on this machine only')
  if (url.username !== '' || url.password !== '')
    throw new BadInput('baseUrl', 'must not hold a user or password')
  if (url.search !== '' || url.hash !== '')
    throw new BadInput('baseUrl', 'must not hold a query or a fragment')
  return url
}

/** Puts a path of the platform, beginning with a slash, behind the base URL's own. */
export const at = (base: URL, path: string): URL => {
  const url = new URL(base)
  // Not `new URL(path, base)`: a path that begins with two slashes would name another host.
  url.pathname = base.pathname.replace(/\/$/, '') + path
  return url
}
