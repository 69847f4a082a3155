import type { Agent, ServerMessage, SessionVariable } from '@vatel/core'
import type { Agenda, Due } from '../agenda.ts'
import type { Faults } from '../faults/faults.ts'
import type { LoadedScenario, ScriptLine } from '../scenario/loaded-scenario.ts'
import type { Scenario, ScriptedTurn } from '../scenario/scenario.ts'
import type { VoiceActivity, VoiceActivityOptions } from '../voice/voice-activity.ts'

/** Reason why the platform ends a call: the agent was done, silence, maximum duration, or transfer to a person. */
export type CallEnding = 'agent' | 'silence' | 'time' | 'transfer'

/** Output of a call: a message, a text that is no valid message, or a close with a WebSocket close code. */
export type CallOutput =
  | ServerMessage
  | { readonly type: 'raw'; readonly text: string }
  | { readonly type: 'hang-up'; readonly code: number; readonly ending: CallEnding }

/** Input of a call. */
export type CallInput =
  /** The connection is open. */
  | { readonly type: 'opened' }
  /** Audio of the user: PCM16, mono, 24 000 Hz. */
  | { readonly type: 'audio'; readonly pcm: Int16Array }
  | { readonly type: 'tool-output'; readonly toolCallId: string; readonly output: string }
  /** Time has passed. */
  | { readonly type: 'wake' }

/** Settings of a call, with REST's field names. Absent fields are as in the scenario. */
export interface CallSettings extends Readonly<
  Pick<
    Agent,
    'first_message' | 'prompt' | 'first_message_interruption_time' | 'vad_settings' | 'timeout_settings'
  >
> {
  /** Values for the placeholders `{{key}}` in the agent's words, in its prompt and in tool arguments. */
  readonly variables?: readonly SessionVariable[]
}

/**
 * Merges settings over those of a scenario's agent; a group of settings keeps the fields that the other does not name.
 */
export const settingsOver = ({ agent }: Scenario, settings: CallSettings) => ({
  ...agent,
  ...settings,
  vad_settings: { ...agent.vad_settings, ...settings.vad_settings },
  timeout_settings: { ...agent.timeout_settings, ...settings.timeout_settings },
})

/** The platform's side of a recorded call, to be replayed. */
export interface Replay {
  /** Outputs and their times in milliseconds after the opening. An end by the platform comes last. */
  readonly outputs: readonly Due<CallOutput>[]
  /** HTTP status of the refusal, if the call was refused. */
  readonly refused?: number
}

/** Parameters of a call. */
export interface CallSetup {
  /** Id of the call, in REST and in `session_started`. */
  readonly id: string
  readonly scenario: LoadedScenario
  readonly faults: Faults
  /** Settings of REST and of the token; they override the scenario. @defaultValue as in the scenario */
  readonly settings?: CallSettings
  /** A recorded call to replay instead of the scenario. */
  readonly replay?: Replay
}

/** A message of the agent's turn, and the duration of its audio. */
export interface SpeechMessage {
  readonly message: ServerMessage<'response_audio' | 'response_text'>
  readonly durationMs: number
}

/** A scheduled action of a call. */
export type CallAction =
  /** Sends a message of the current turn. */
  | { readonly type: 'speech'; readonly speech: SpeechMessage }
  /** Sends a message of a cancelled turn. */
  | { readonly type: 'late-speech'; readonly speech: SpeechMessage }
  /** Finalizes the user's utterance. */
  | { readonly type: 'transcribe' }
  /** Answers the utterance `turnId`, which is the scenario's turn `number`. */
  | { readonly type: 'reply'; readonly turn: ScriptedTurn; readonly number: number; readonly turnId: string }
  /** Begins to speak a line. */
  | { readonly type: 'speak'; readonly line: ScriptLine; readonly ends: CallEnding | undefined }
  /** Begins the first message. */
  | { readonly type: 'speak-first'; readonly line: ScriptLine }
  /** Treats a microphone that sends nothing as silent. */
  | { readonly type: 'check-microphone' }
  /** Handles a silence of the user. */
  | { readonly type: 'silence-timeout' }
  /** Handles the maximum duration of the call. */
  | { readonly type: 'call-timeout' }
  /** Replays a recorded output. */
  | { readonly type: 'repeat'; readonly output: CallOutput }
  | { readonly type: 'end'; readonly ending: CallEnding }

/**
 * State of the user's utterance. `pausing`: silent, but the utterance may continue. `isSaid`: its transcript was
 * already final.
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

/** State of the agent. A turn is `speaking` until the next begins or an interruption. */
type AgentState =
  | { readonly type: 'listening' }
  | {
      readonly type: 'speaking'
      readonly turnId: string
      readonly line: ScriptLine
      /** Reason to end the call after this turn, if any. */
      readonly ends: CallEnding | undefined
      /** Latest time at which a voice interrupts the turn. */
      readonly openUntilMs: number
    }
  | { readonly type: 'awaiting-tool'; readonly toolCallId: string; readonly turn: ScriptedTurn }

/** State of a call. */
export interface CallModel {
  readonly setup: CallSetup
  /** Settings of the call. */
  readonly settings: CallSettings
  readonly phase: 'opening' | 'live' | 'over'
  readonly agenda: Agenda<CallAction>
  readonly voiceActivity: VoiceActivity
  /** Thresholds of the voice activity detector. */
  readonly sensitivity: VoiceActivityOptions
  readonly user: UserState
  readonly agent: AgentState
  /** Estimated end of the agent's playback at the client. */
  readonly audibleUntilMs: number
  /** Time of the last message from the user's microphone. */
  readonly microphoneAtMs: number
  /** Index of the scenario's turn that the next utterance is. */
  readonly next: number
  /** Number of generated ids. */
  readonly ids: number
  /** Number of silences since the user spoke last. */
  readonly silences: number
  /** The turn that was interrupted last, until the next begins. */
  readonly cancelledTurnId: string | undefined
}

/** State after an input, and the outputs in order of time. */
export interface CallStep {
  readonly state: CallModel
  readonly out: readonly Due<CallOutput>[]
}

/** Applies a further step and concatenates the outputs. */
export const andThen = ({ state, out }: CallStep, go: (state: CallModel) => CallStep): CallStep => {
  const next = go(state)
  return out.length === 0 ? next : { state: next.state, out: [...out, ...next.out] }
}
