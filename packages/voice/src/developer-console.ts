import type { EndReason } from '@vatel/core'
import { unloadedWorkletOf } from './user-texts.ts'

/** Prints a text on the console of the page: for those who make it, where the texts of a snapshot are for its users. */
export const tellDevelopers = (level: 'error' | 'warn', text: string): void => {
  // eslint-disable-next-line no-console -- a page that is not set up has no other place that its developers look at
  console[level](`@vatel/voice: ${text}`)
}

/**
 * Returns the fault in the set-up of the page that ended a call, with its remedy; `undefined` for any other end, such as a
 * microphone that is not allowed, a busy platform or a lost connection.
 */
export const setUpFaultOf = (reason: EndReason): string | undefined => {
  if (reason.type === 'refused') {
    const { status, message } = reason
    // Not for a server that is slow, busy or broken.
    if (!/^4(?!08|29)/.test(`${status}`)) return undefined
    const part = status === 404 ? 'address in `token`, and at the id of the agent' : 'API key of your server'
    return `the call was refused with ${status} (${message}): look at the ${part}`
  }
  if (reason.type !== 'failed') return undefined
  const { error } = reason
  return error._tag === 'InvalidArgumentError' ? error.message : unloadedWorkletOf(error)?.message
}
