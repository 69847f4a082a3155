import type { Agenda, Due } from './agenda.ts'
import type { CallEnding, CallOutput } from './call-output.ts'
import type { CallSettings } from './call-settings.ts'
import type { CallSetup } from './call-setup.ts'
import type { ScriptedTurn } from './scenario.ts'
import type { ScriptLine } from './script.ts'
import type { SpeechMessage } from './speech-out.ts'
import type { VoiceActivity } from './voice-activity.ts'
import type { VoiceActivityOptions } from './voice-decision.ts'

/** What a call intends to do at a moment. */
export type CallAction =
  /** Send a piece of the turn it is speaking. */
  | { readonly type: 'say'; readonly speech: SpeechMessage }
  /** Send a piece of a turn that was cancelled. */
  | { readonly type: 'say-late'; readonly speech: SpeechMessage }
  /** Take the user's utterance as finished. */
  | { readonly type: 'transcribe' }
  /** Answer what the user said in the utterance of this id; it is the turn of this number. */
  | { readonly type: 'reply'; readonly turn: ScriptedTurn; readonly number: number; readonly turnId: string }
  /** Begin to speak a line. */
  | { readonly type: 'speak'; readonly line: ScriptLine; readonly ends: CallEnding | undefined }
  /** Begin the first message. */
  | { readonly type: 'speak-first'; readonly line: ScriptLine }
  /** Treat a microphone that sends nothing as silent. */
  | { readonly type: 'check-microphone' }
  /** Do something about a silence. */
  | { readonly type: 'break-silence' }
  /** Do something about a call that has lasted too long. */
  | { readonly type: 'time-out' }
  /** Do what was recorded. */
  | { readonly type: 'repeat'; readonly output: CallOutput }
  | { readonly type: 'end'; readonly ending: CallEnding }

/**
 * What the user is doing. `pausing`: quiet, but the utterance may yet go on. `isSaid`: its words were final before, and
 * it goes on all the same.
 */
export type UserState =
  | { readonly type: 'silent' }
  | {
      readonly type: 'speaking'
      readonly turnId: string
      readonly isSaid: boolean
      readonly sinceSample: number
      readonly words: number
    }
  | { readonly type: 'pausing'; readonly turnId: string; readonly isSaid: boolean }

/** What the agent is doing. A turn is `speaking` until the next begins, or until it is cut off. */
export type AgentState =
  | { readonly type: 'listening' }
  | {
      readonly type: 'speaking'
      readonly turnId: string
      readonly line: ScriptLine
      /** Why the call is over when it has been heard, if it is. */
      readonly ends: CallEnding | undefined
      /** Until when a voice interrupts it. */
      readonly openUntilMs: number
    }
  | { readonly type: 'awaiting-tool'; readonly toolCallId: string; readonly turn: ScriptedTurn }

/** One call, at one moment. */
export interface CallModel {
  readonly setup: CallSetup
  /** What governs it. */
  readonly settings: CallSettings
  readonly phase: 'opening' | 'live' | 'over'
  readonly agenda: Agenda<CallAction>
  readonly ears: VoiceActivity
  /** When what they hear counts as a voice. */
  readonly sensitivity: VoiceActivityOptions
  readonly user: UserState
  readonly agent: AgentState
  /** Until when the agent's voice sounds at the user's, as far as this side can tell. */
  readonly audibleUntilMs: number
  /** When the user's microphone sent something last. */
  readonly microphoneAtMs: number
  /** The number of the turn that the user's next utterance is. */
  readonly next: number
  /** How many ids were given out. */
  readonly ids: number
  /** How many silences there were since the user spoke last. */
  readonly silences: number
  /** The turn that was cut off last, until the next begins. */
  readonly cancelledTurnId: string | undefined
}

/** A call after something happened, and what it does because of that, in order of time. */
export interface CallStep {
  readonly state: CallModel
  readonly out: readonly Due<CallOutput>[]
}
