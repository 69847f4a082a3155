import type { MicrophoneFault } from '@vatel/audio/web'
import type { EndReason, VatelError } from '@vatel/core'
import type { DeviceFailedError } from '@vatel/machine'

/** The text of the card at the end of a call. */
export interface EndWords {
  /** `warning` when the user can do something about the end. */
  readonly tone: 'calm' | 'warning'
  readonly title: string
  /** The cause, and the remedy. */
  readonly text: string
}

const warn = (title: string, text: string): EndWords => ({ tone: 'warning', title, text })

const microphoneWords: Readonly<Record<MicrophoneFault, EndWords>> = {
  denied: warn(
    'The microphone is not allowed',
    'Allow it for this page, with the sign beside its address, and call again.',
  ),
  'in-use': warn('The microphone is busy', 'Another program may hold it. Close that program and call again.'),
  'not-found': warn('There is no microphone', 'Plug one in, or choose another below, and call again.'),
  ended: warn('The microphone is gone', 'Connect it again, or choose another below, and call again.'),
  'insecure-context': warn(
    'The microphone needs a secure page',
    'Open this page over https:, or from this machine as localhost.',
  ),
  unsupported: warn('This browser cannot record', 'Use a current Chrome, Edge, Firefox or Safari.'),
  aborted: warn('The microphone was not opened', 'The call ended before it was. Call again.'),
  failed: warn('The microphone failed', 'Unplug it and plug it in again, or choose another, and call again.'),
}

const isFault = (reason: string | undefined): reason is MicrophoneFault =>
  reason !== undefined && Object.hasOwn(microphoneWords, reason)

/** By its tag: an error that went through JSON has no class. */
const isDeviceFailure = (error: VatelError): error is DeviceFailedError => error._tag === 'DeviceFailedError'

const failureWords = (error: VatelError): EndWords => {
  if (!isDeviceFailure(error) || error.device !== 'microphone')
    return warn('The call failed', `${error.message}.`)
  return microphoneWords[isFault(error.reason) ? error.reason : 'failed']
}

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

/** Returns the words for the end of a call. */
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
