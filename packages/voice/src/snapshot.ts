import type { AudioDevice, AudioDevices, MicrophoneState, OutputState } from '@vatel/audio/web'
import type { Latency, Transcript, VatelError } from '@vatel/core'
import {
  phaseOf,
  selectEndReason,
  selectLatency,
  selectSessionId,
  selectTools,
  selectTranscript,
  type CallSnapshot,
  type CallTag,
  type Phase,
  type ToolProgress,
} from '@vatel/machine'
import type { VoiceProcessing } from './audio-options.ts'
import type { Sound } from './sound.ts'
import { endOf, problemsOf, type CallEnd, type CallProblem } from './user-texts.ts'

/** One word for the state of a call: `idle` before the first one, then the words of the statechart. */
export type VoicePhase = 'idle' | Phase

/** The tag of the statechart behind each action. */
const tags = {
  start: 'can-call',
  stop: 'can-hang-up',
  mute: 'can-mute',
  unmute: 'can-unmute',
  interrupt: 'can-interrupt',
  pause: 'can-pause',
  resume: 'can-resume',
  approve: 'needs-approval',
  decline: 'needs-approval',
} as const satisfies Readonly<Record<string, CallTag>>

/** The actions of a call; each is the name of a method. */
export type VoiceAction = keyof typeof tags

/** The microphone of a call, and its processing: as it is captured, or chosen for the next call. */
export interface MicrophoneView extends VoiceProcessing {
  /** `off` without a call, `opening` until it is open, then its state. */
  readonly state: 'off' | 'opening' | MicrophoneState
  readonly isMuted: boolean
  /** True while the voice of the user is sent: not muted, not on hold, and with push-to-talk only while it is pressed. */
  readonly isTalking: boolean
  /** Device id of the microphone in use, or the one chosen for the next call; empty for the default. */
  readonly deviceId: string
}

/** The speaker of a call. */
export interface SpeakerView {
  /** `off` without a call, `opening` until it is open, then the state of its output. */
  readonly state: 'off' | 'opening' | OutputState
  /** Device id that was chosen; empty for the default. */
  readonly deviceId: string
  /** Volume: 1 as sent, 0 silent. */
  readonly volume: number
}

/** A moment of a call. It is immutable; a part that has not changed is the same object as before. */
export interface VoiceCallSnapshot {
  readonly phase: VoicePhase
  /** True from the end of the user's speech until the answer is heard. */
  readonly isThinking: boolean
  /** True while the platform hears the user's voice. */
  readonly isUserSpeaking: boolean
  /** True while the call is on hold. */
  readonly isPaused: boolean
  /** The actions that have an effect now. */
  readonly can: Readonly<Record<VoiceAction, boolean>>
  /** The conversation, in heard and unheard words. */
  readonly transcript: Transcript
  /** The tool calls of the agent, with their progress. */
  readonly tools: readonly ToolProgress[]
  /** The end of the last call, in the phase `ended`; `null` everywhere else. */
  readonly end: CallEnd | null
  /** The problems that there are now. */
  readonly problems: readonly CallProblem[]
  readonly microphone: MicrophoneView
  readonly speaker: SpeakerView
  /** The devices to choose from. Browsers name them once the user has allowed the microphone. */
  readonly devices: AudioDevices
  readonly latency: Latency
  /** The call's id, as the REST API knows it; `null` until the session has begun. */
  readonly sessionId: string | null
}

/** The facts that a snapshot follows from. */
export interface SnapshotFacts {
  readonly call: CallSnapshot
  readonly sound: Sound
  readonly devices: AudioDevices
  readonly invalidMessage: VatelError | undefined
}

const areShallowEqual = (one: object, other: Readonly<Record<string, unknown>>): boolean => {
  const parts = Object.entries(one)
  return (
    parts.length === Object.keys(other).length &&
    parts.every(([key, part]) => Object.hasOwn(other, key) && part === other[key])
  )
}

/** Returns the part before it when nothing has changed, so that selectors and memos see the same object. */
const keepSame = <T extends object>(before: T | undefined, next: T): T =>
  before !== undefined && areShallowEqual(before, next as Readonly<Record<string, unknown>>)
    ? before
    : Object.freeze(next)

/** Keeps each problem that was there before, and the list when all are. */
const keepProblems = (before: readonly CallProblem[], next: readonly CallProblem[]): readonly CallProblem[] =>
  keepSame(
    before,
    next.map((each) =>
      keepSame(
        before.find(({ type }) => type === each.type),
        each,
      ),
    ),
  )

/** Without a name it cannot be chosen, and `default` and `communications` stand for other entries of the list. */
const isChoosable = ({ deviceId }: AudioDevice): boolean =>
  deviceId !== '' && deviceId !== 'default' && deviceId !== 'communications'

/** Returns the devices that a user can choose. */
export const choosable = ({ microphones, speakers }: AudioDevices): AudioDevices => ({
  microphones: microphones.filter(isChoosable),
  speakers: speakers.filter(isChoosable),
})

/** Returns the snapshot of the facts; the one before it when nothing has changed. */
export const snapshotOf = (
  { call, sound, devices, invalidMessage }: SnapshotFacts,
  before?: VoiceCallSnapshot,
): VoiceCallSnapshot => {
  const reason = selectEndReason(call)
  const { microphoneState, speakerState, current } = sound
  return keepSame(before, {
    phase: call.matches('idle') ? 'idle' : phaseOf(call),
    isThinking: call.hasTag('thinking'),
    isUserSpeaking: call.hasTag('user-speaking'),
    isPaused: call.hasTag('can-resume'),
    can: keepSame(
      before?.can,
      Object.fromEntries(Object.entries(tags).map(([action, tag]) => [action, call.hasTag(tag)])) as Record<
        VoiceAction,
        boolean
      >,
    ),
    transcript: selectTranscript(call),
    tools: selectTools(call),
    end: reason === null ? null : keepEnd(before?.end, reason),
    problems: keepProblems(
      before?.problems ?? [],
      problemsOf({
        hasTag: (tag) => call.hasTag(tag),
        microphoneError: sound.microphoneError,
        speakerError: sound.speakerError,
        invalidMessage,
        failure: reason?.type === 'failed' ? reason.error : undefined,
      }),
    ),
    microphone: keepSame(before?.microphone, {
      state: microphoneState,
      isMuted: call.hasTag('can-unmute'),
      isTalking: call.hasTag('can-talk') && current?.microphone.isOpen === true,
      deviceId: sound.microphoneId,
      ...sound.processing,
    }),
    speaker: keepSame(before?.speaker, {
      state: speakerState,
      deviceId: sound.speakerId,
      volume: sound.volume,
    }),
    devices,
    latency: selectLatency(call),
    sessionId: selectSessionId(call),
  })
}

/** Keeps the end of a call: its reason is one object for as long as the call is over. */
const keepEnd = (before: CallEnd | null | undefined, reason: CallEnd['reason']): CallEnd =>
  before?.reason === reason ? before : endOf(reason)
