import type { Agent, ServerMessage } from '@vatel/core'
import type { Agenda, Due } from '../agenda.ts'
import type { Faults } from '../faults/faults.ts'
import type { LoadedScenario, ScriptLine } from '../scenario/loaded-scenario.ts'
import type { Scenario, ScriptedTurn } from '../scenario/scenario.ts'
import type { VoiceActivity, VoiceActivityOptions } from '../voice/voice-activity.ts'

/** Why the platform ends a call: the agent was done, nobody spoke, it lasted too long, or it goes on with a person. */
export type CallEnding = 'agent' | 'silence' | 'time' | 'transfer'

/** What a call does: it says a message, or a text that is none, or hangs up with a WebSocket close code. */
export type CallOutput =
  | ServerMessage
  | { readonly type: 'raw'; readonly text: string }
  | { readonly type: 'hang-up'; readonly code: number; readonly ending: CallEnding }

/** What a call hears from outside. */
export type CallInput =
  /** The line is open. */
  | { readonly type: 'opened' }
  /** More of the user's voice: PCM16, mono, 24 000 Hz. */
  | { readonly type: 'audio'; readonly pcm: Int16Array }
  | { readonly type: 'tool-output'; readonly toolCallId: string; readonly output: string }
  /** Only time has passed. */
  | { readonly type: 'wake' }

/** What governs a call, with the names of REST. What is absent is as the scenario has it. */
export type CallSettings = Readonly<
  Pick<
    Agent,
    'first_message' | 'prompt' | 'first_message_interruption_time' | 'vad_settings' | 'timeout_settings'
  >
>

/** Puts settings over those of a scenario's agent: a group of settings keeps what the other does not name. */
export const settingsOver = ({ agent }: Scenario, settings: CallSettings) => ({
  ...agent,
  ...settings,
  vad_settings: { ...agent.vad_settings, ...settings.vad_settings },
  timeout_settings: { ...agent.timeout_settings, ...settings.timeout_settings },
})

/** What a platform did in a call that was recorded, to be done again. */
export interface Replay {
  /** What it said and when, in milliseconds after the opening; the end, if it was the platform's, comes last. */
  readonly outputs: readonly Due<CallOutput>[]
  /** The status with which it refused the call, if it did. */
  readonly refused?: number
}

/** What a call is made from. */
export interface CallSetup {
  /** The call's id, in REST and in `session_started`. */
  readonly id: string
  readonly scenario: LoadedScenario
  readonly faults: Faults
  /** What REST and the token say about this call; it wins over the scenario. @defaultValue as the scenario has it */
  readonly settings?: CallSettings
  /** A recorded call to be said again, in place of the scenario. */
  readonly replay?: Replay
}

/** A message of one of the agent's turns, and how long its sound lasts. */
export interface SpeechMessage {
  readonly message: ServerMessage<'response_audio' | 'response_text'>
  readonly durationMs: number
}

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
type UserState =
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
type AgentState =
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
  readonly voiceActivity: VoiceActivity
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

/** Goes one step further, and gives what both steps did. */
export const andThen = ({ state, out }: CallStep, go: (state: CallModel) => CallStep): CallStep => {
  const next = go(state)
  return out.length === 0 ? next : { state: next.state, out: [...out, ...next.out] }
}
