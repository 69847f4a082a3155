import { explainEnd, type EndReason, type UnreachableError, type VatelError } from '@vatel/core'
import type { TokenSource } from './token.ts'
import { unloadedWorkletOf } from './user-texts.ts'

/** Prints a text on the console of the page: for those who make it, where the texts of a snapshot are for its users. */
export const tellDevelopers = (level: 'error' | 'warn', text: string): void => {
  // eslint-disable-next-line no-console -- a page that is not set up has no other place that its developers look at
  console[level](`@vatel/voice: ${text}`)
}

/**
 * Returns the fault in the set-up of the page that may have ended a call, with its remedy; `undefined` for any other end, such
 * as a microphone that is not allowed, a busy platform or a lost connection.
 */
export const setUpFaultOf = (reason: EndReason, token: TokenSource): string | undefined => {
  if (reason.type === 'refused') {
    const { status, message } = reason
    // Not for a server that is slow, busy or broken. A proxy answers 502 or 504 for one that does not run.
    const isDown = /^50[24]$/.test(`${status}`)
    // A static host answers a POST so.
    const isStatic = /^(40[45]|501)$/.test(`${status}`)
    if (explainEnd(reason).retryable ? !isDown : status >= 500 && !isStatic) return undefined
    const answer = typeof token === 'string' ? `${token} answered` : 'the call was refused'
    const part = isStatic
      ? 'address in `token`, which may serve no tokens, and the id of the agent'
      : 'API key of your server'
    const remedy = isDown ? 'is your server running?' : `look at the ${part}`
    return `${answer} with ${status}${message && ` (${message})`}: ${remedy}`
  }
  if (reason.type !== 'failed') return undefined
  const { error } = reason
  if (error._tag === 'UnreachableError') {
    const { origin } = error as VatelError & Pick<UnreachableError, 'origin'>
    // That of an address for tokens on another server, which has to allow this page.
    const option = origin.startsWith('http')
      ? 'this page in its `origins`'
      : 'the same `baseUrl` (`base-url` of an element)'
    return `cannot reach ${origin}: is your server running, with ${option}?`
  }
  return error._tag === 'InvalidArgumentError' ? error.message : unloadedWorkletOf(error)?.message
}
