import { systemFailure } from '#environment'
import { UnreachableError } from '../errors.ts'
import { mask } from './mask.ts'

/** Says as a typed error why a request failed. Addresses and secrets are left out, for a `fetch` may quote both. */
export const unreachableFrom = (error: unknown, url: URL, secrets: readonly string[]): UnreachableError => {
  const { code, text = '', neverConnected } = systemFailure(error)
  const told = mask(text, [url.href, url.search, ...secrets]).slice(0, 400)
  return new UnreachableError(
    url.origin,
    neverConnected ? 'not-sent' : 'unknown',
    code,
    told ? new Error(told) : undefined,
  )
}
