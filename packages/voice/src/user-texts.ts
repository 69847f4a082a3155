import type { MicrophoneFault } from '@vatel/audio/web'
import { explainEnd, type EndExplanation, type EndReason, type VatelError } from '@vatel/core'
import type { CallTag, DeviceFailedError } from '@vatel/machine'
import { fill, sentences, type Sentences } from './texts.ts'

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

type StateProblem = Exclude<
  ProblemType,
  'microphone-denied' | 'microphone-unavailable' | 'speaker-unavailable'
>

const problem = (type: StateProblem, error?: Error): CallProblem => ({
  type,
  text: sentences[type],
  ...(error !== undefined && { error }),
})

/** By its tag: an app may hold two copies of a package. */
const isDeviceFailure = (error: Error | undefined): error is DeviceFailedError =>
  (error as { readonly _tag?: unknown } | undefined)?._tag === 'DeviceFailedError'

/** Returns the error of a worklet that a device could not load; `undefined` for any other error. */
export const unloadedWorkletOf = ({ cause }: VatelError): (Error & { readonly url: string }) | undefined =>
  (cause as Error | undefined)?.name === 'WorkletNotLoadedError'
    ? (cause as Error & { readonly url: string })
    : undefined

const textOfDevice = (error: DeviceFailedError, texts: Sentences): string => {
  const worklet = unloadedWorkletOf(error)
  if (worklet !== undefined) return fill(texts['end-worklet'], worklet.url)
  const { device, reason = 'failed' } = error
  if (device === 'speaker') return texts['speaker-failed']
  const name = `microphone-${reason as MicrophoneFault}` as const
  return Object.hasOwn(sentences, name) ? texts[name] : texts['microphone-failed']
}

/** Returns the problem of a device that could not be opened; `undefined` for any other error. */
const problemOfDevice = (error: VatelError): CallProblem | undefined => {
  if (!isDeviceFailure(error)) return undefined
  const { device, reason } = error
  const text = textOfDevice(error, sentences)
  if (device === 'speaker') return { type: 'speaker-unavailable', text, error }
  return { type: reason === 'denied' ? 'microphone-denied' : 'microphone-unavailable', text, error }
}

const hasSentence = (name: string): name is keyof Sentences => Object.hasOwn(sentences, name)

/** Returns the sentence about a problem in the language of the texts. */
export const problemText = ({ type, text, error }: CallProblem, texts: Sentences): string => {
  if (hasSentence(type)) return texts[type]
  return isDeviceFailure(error) ? textOfDevice(error, texts) : text
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

const textOfRefusal = (reason: EndReason & { readonly type: 'refused' }, texts: Sentences): string => {
  const { class: kind, retryable } = explainEnd(reason)
  if (kind === 'auth') return texts['end-not-allowed']
  if (kind === 'busy') return texts['end-busy']
  if (reason.status === 404) return texts['end-no-agent']
  return fill(texts[retryable ? 'end-refused-for-now' : 'end-refused'], `${reason.status}`)
}

/** The sentence about an error that ended a call, by its tag. */
const textsOfFailures: Readonly<Record<string, keyof Sentences>> = {
  UnreachableError: 'end-unreachable',
  TimeoutError: 'end-too-late',
  InvalidArgumentError: 'end-not-set-up',
}

const textOfFailure = (error: VatelError, texts: Sentences): string =>
  isDeviceFailure(error) ? textOfDevice(error, texts) : texts[textsOfFailures[error._tag] ?? 'end-failed']

/** Returns the sentence about the end of a call in the language of the texts. */
export const endText = (reason: EndReason, texts: Sentences): string => {
  switch (reason.type) {
    case 'session-ended':
      return texts[reason.beforeStart === true ? 'end-before-start' : 'end-session-ended']
    case 'refused': {
      const text = textOfRefusal(reason, texts)
      return reason.message === '' ? text : `${text} ${fill(texts['end-answer'], reason.message)}`
    }
    case 'failed':
      return textOfFailure(reason.error, texts)
    case 'hung-up':
    case 'lost':
    case 'timed-out':
      return texts[`end-${reason.type}`]
  }
}

/** Returns the end for the reason of a call. */
export const endOf = (reason: EndReason): CallEnd => ({
  ...explainEnd(reason),
  reason,
  text: endText(reason, sentences),
})
