import type { MicrophoneFault } from '@vatel/audio/web'
import { explainEnd, type EndExplanation, type EndReason, type VatelError } from '@vatel/core'
import type { CallTag, DeviceFailedError } from '@vatel/machine'

/**
 * The kind of a problem. `microphone-denied`: the user or the system refused it. `microphone-unavailable`: it cannot be
 * opened for another reason. `microphone-lost`: it was disconnected during the call. `microphone-silent`: it has captured
 * only zeros for 3 s. `microphone-muted-by-system`: the system or the browser mutes it. `speaker-unavailable`: it cannot be
 * opened. `speaker-lost`: its device is gone. `needs-gesture`: the browser waits for a click or a key before it lets the
 * page sound. `sound-interrupted`: the system holds the sound. `line-suspect`: nothing has come from the platform for too
 * long. `invalid-message`: a message of the platform was not as documented.
 */
export type ProblemType =
  | 'microphone-denied'
  | 'microphone-unavailable'
  | 'microphone-lost'
  | 'microphone-silent'
  | 'microphone-muted-by-system'
  | 'speaker-unavailable'
  | 'speaker-lost'
  | 'needs-gesture'
  | 'sound-interrupted'
  | 'line-suspect'
  | 'invalid-message'

/** A problem of the call, with a sentence for people. */
export interface CallProblem {
  readonly type: ProblemType
  /** The cause and the remedy in English, for the user of the page. */
  readonly text: string
  /** The error behind it, for a log; absent where there is none. */
  readonly error?: Error
}

const microphoneTexts: Readonly<Record<MicrophoneFault, string>> = {
  denied: 'The microphone is not allowed. Allow it for this page in the browser, and call again.',
  'in-use': 'The microphone is busy. Close other programs that use it, and call again.',
  'not-found': 'There is no such microphone. Connect one or choose another, and call again.',
  ended: 'The microphone was disconnected. Connect it again or choose another, and call again.',
  'insecure-context': 'The microphone needs a secure page. Open this page over https.',
  unsupported: 'This browser cannot record. Use a current Chrome, Edge, Firefox or Safari.',
  aborted: 'The microphone was not opened. Call again.',
  failed: 'The microphone could not be opened. Connect it again or choose another, and call again.',
}

const speakerText = 'The speaker could not be opened. Choose another, and call again.'

type StateProblem = Exclude<
  ProblemType,
  'microphone-denied' | 'microphone-unavailable' | 'speaker-unavailable'
>

const texts: Readonly<Record<StateProblem, string>> = {
  'microphone-lost': 'The microphone was disconnected. Connect it again or choose another.',
  'microphone-silent': 'The microphone is silent. Look for a mute switch on it, or choose another.',
  'microphone-muted-by-system': 'The system has muted the microphone. Unmute it there.',
  'speaker-lost': 'The speaker was disconnected. Connect it again or choose another.',
  'needs-gesture': 'The browser keeps this page silent. Click or press a key to hear the agent.',
  'sound-interrupted': 'The system holds the sound, as for a phone call. It goes on afterwards.',
  'line-suspect': 'The connection may be lost. The call goes on if it comes back.',
  'invalid-message': 'A message of the agent could not be read. The call goes on.',
}

const problem = (type: StateProblem, error?: Error): CallProblem => ({
  type,
  text: texts[type],
  ...(error !== undefined && { error }),
})

/** By its tag: an app may hold two copies of a package. */
const isDeviceFailure = (error: VatelError): error is DeviceFailedError => error._tag === 'DeviceFailedError'

/** Returns the error of a worklet that a device could not load; `undefined` for any other error. */
export const unloadedWorkletOf = ({ cause }: VatelError): (Error & { readonly url: string }) | undefined =>
  cause instanceof Error && cause.name === 'WorkletNotLoadedError'
    ? (cause as Error & { readonly url: string })
    : undefined

const textOfDevice = (error: DeviceFailedError): string => {
  const worklet = unloadedWorkletOf(error)
  if (worklet !== undefined)
    return `This page is not set up to call: the file ${worklet.url} did not load. Tell those who run it.`
  const { device, reason = 'failed' } = error
  if (device === 'speaker') return speakerText
  return Object.hasOwn(microphoneTexts, reason)
    ? microphoneTexts[reason as MicrophoneFault]
    : microphoneTexts.failed
}

/** Returns the problem of a device that could not be opened; `undefined` for any other error. */
const problemOfDevice = (error: VatelError): CallProblem | undefined => {
  if (!isDeviceFailure(error)) return undefined
  const { device, reason } = error
  const text = textOfDevice(error)
  if (device === 'speaker') return { type: 'speaker-unavailable', text, error }
  return { type: reason === 'denied' ? 'microphone-denied' : 'microphone-unavailable', text, error }
}

/** The facts that problems follow from. */
export interface ProblemFacts {
  /** Returns true when the statechart has a tag. */
  readonly hasTag: (tag: CallTag) => boolean
  readonly microphoneError: Error | undefined
  readonly speakerError: Error | undefined
  readonly invalidMessage: VatelError | undefined
  /** The error that ended the call. */
  readonly failure: VatelError | undefined
}

/** The problem of each tag of the statechart that is one, in their order for an interface. */
const problemsOfTags: readonly (readonly [CallTag, StateProblem])[] = [
  ['microphone-lost', 'microphone-lost'],
  ['microphone-silent', 'microphone-silent'],
  ['microphone-muted', 'microphone-muted-by-system'],
  ['needs-gesture', 'needs-gesture'],
  ['sound-lost', 'speaker-lost'],
  ['microphone-interrupted', 'sound-interrupted'],
  ['sound-interrupted', 'sound-interrupted'],
  ['line-suspect', 'line-suspect'],
]

/** Returns the problems that there are now, each kind once. */
export const problemsOf = (facts: ProblemFacts): readonly CallProblem[] => {
  const { hasTag, invalidMessage, failure } = facts
  const errors: Partial<Record<StateProblem, Error | undefined>> = {
    'microphone-lost': facts.microphoneError,
    'speaker-lost': facts.speakerError,
  }
  const types = new Set(problemsOfTags.filter(([tag]) => hasTag(tag)).map(([, type]) => type))
  const all = [
    failure && problemOfDevice(failure),
    ...[...types].map((type) => problem(type, errors[type])),
    invalidMessage && problem('invalid-message', invalidMessage),
  ]
  return all.filter((each) => each !== undefined)
}

/** Returns true when sound waits for a click or a key. */
export const isGestureNeeded = (problems: readonly CallProblem[]): boolean =>
  problems.some(({ type }) => type === 'needs-gesture')

/** The end of a call: the reason, its class, whether a new call may succeed, and a sentence for people. */
export interface CallEnd extends EndExplanation {
  readonly reason: EndReason
  /** The cause and the remedy in English, for the user of the page. */
  readonly text: string
}

const withReason = (text: string, reason: string): string =>
  reason === '' ? text : `${text} The answer was: ${reason}`

const textOfRefusal = (status: number, message: string): string => {
  if (status === 401 || status === 403) return withReason('This call is not allowed.', message)
  if (status === 404)
    return withReason('There is no such agent, or this page asks at a wrong address.', message)
  if (status === 429 || status === 503) return withReason('The line is busy. Call again later.', message)
  const advice = status >= 500 ? 'Call again later.' : 'Tell those who run this page.'
  return withReason(`The call was refused (${status}). ${advice}`, message)
}

const textOfFailure = (error: VatelError): string => {
  const device = problemOfDevice(error)
  if (device !== undefined) return device.text
  switch (error._tag) {
    case 'UnreachableError':
      return 'The server could not be reached. Look at the network, and call again.'
    case 'TimeoutError':
      return 'The call did not begin in time. Call again.'
    case 'InvalidArgumentError':
      return 'This page is not set up to call. Tell those who run it.'
    default:
      return 'The call failed. Call again.'
  }
}

const textOf = (reason: EndReason): string => {
  switch (reason.type) {
    case 'hung-up':
      return 'You ended the call.'
    case 'session-ended':
      return reason.beforeStart === true
        ? 'The call ended before it began. Call again.'
        : 'The agent ended the call.'
    case 'refused':
      return textOfRefusal(reason.status, reason.message)
    case 'lost':
      return 'The connection was lost. A new call is a new conversation.'
    case 'timed-out':
      return 'Nobody answered in time. Look at the network, and call again.'
    case 'failed':
      return textOfFailure(reason.error)
  }
}

/** Returns the end for the reason of a call. */
export const endOf = (reason: EndReason): CallEnd => ({ ...explainEnd(reason), reason, text: textOf(reason) })
