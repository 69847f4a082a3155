import { MicrophoneUnavailableError } from '@vatel/audio/web'
import type { EndReason, VatelError } from '@vatel/core'

/** What the card says of the end of a call. */
export interface EndWords {
  /** Whether it went as calls go, or something is to be done. */
  readonly tone: 'calm' | 'warning'
  readonly title: string
  /** What happened, and what to do. */
  readonly text: string
}

const warn = (title: string, text: string): EndWords => ({ tone: 'warning', title, text })

const microphoneWords = (reason: MicrophoneUnavailableError['reason']): EndWords => {
  switch (reason) {
    case 'denied':
      return warn(
        'The microphone is not allowed',
        'Allow it for this page, with the sign beside its address, and call again.',
      )
    case 'in-use':
      return warn('The microphone is busy', 'Another program may hold it. Close that program and call again.')
    case 'not-found':
      return warn('There is no microphone', 'Plug one in, or choose another below, and call again.')
    case 'insecure-context':
      return warn(
        'The microphone needs a secure page',
        'Open this page over https:, or from this machine as localhost.',
      )
    case 'unsupported':
      return warn('This browser cannot record', 'Use a current Chrome, Edge, Firefox or Safari.')
    case 'aborted':
      return warn('The microphone was not opened', 'The call ended before it was. Call again.')
    case 'failed':
      return warn(
        'The microphone failed',
        'Unplug it and plug it in again, or choose another, and call again.',
      )
  }
}

const failureWords = (error: VatelError): EndWords =>
  error.cause instanceof MicrophoneUnavailableError
    ? microphoneWords(error.cause.reason)
    : warn('The call failed', `${error.message}.`)

const refusalWords = (status: number, message: string): EndWords => {
  const said = message === '' ? '' : ` It said: ${message}`
  if (status === 401 || status === 403)
    return warn('The call was not allowed', `The platform did not accept who is calling (${status}).${said}`)
  if (status === 404) return warn('There is no such agent', `The platform does not know it (404).${said}`)
  if (status === 429 || status === 503)
    return warn(
      'The line is busy',
      `The platform takes no more calls now (${status}). Try again in a minute.${said}`,
    )
  return warn('The call was refused', `The platform answered with ${status}.${said}`)
}

/** Says how a call ended to the one who made it. */
export const endWords = (reason: EndReason): EndWords => {
  switch (reason.type) {
    case 'hung-up':
      return { tone: 'calm', title: 'You hung up', text: 'The microphone is off.' }
    case 'session-ended':
      return { tone: 'calm', title: 'The agent ended the call', text: 'The microphone is off.' }
    case 'refused':
      return refusalWords(reason.status, reason.message)
    case 'lost':
      return warn(
        'The connection was lost',
        `What was said is kept below. A new call is a new conversation (code ${reason.code}).`,
      )
    case 'timed-out':
      return warn(
        'Nobody answered',
        reason.stage === 'connecting'
          ? 'The platform could not be reached in time. Look at the network and call again.'
          : 'The platform took the call and did not begin it. Call again.',
      )
    case 'failed':
      return failureWords(reason.error)
  }
}
