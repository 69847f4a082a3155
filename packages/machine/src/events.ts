import type { EndReason, ServerMessage, ToolOutcome, UnknownMessage, VatelError } from '@vatel/core'
import type { Told } from './line/conversation.ts'
import type { Line } from './line/line.ts'

/** What the interface asks of a call. */
export type CommandName = 'call' | 'hangUp' | 'mute' | 'unmute' | 'interrupt' | 'pause' | 'resume' | 'retry'

/** What the interface says about a tool that asks before it runs. */
export interface ToolCommand {
  readonly type: 'approve' | 'decline'
  readonly toolCallId: string
}

/** An event of the interface: send these. */
export type CallCommand = { readonly [T in CommandName]: { readonly type: T } }[CommandName] | ToolCommand

/** What comes from the platform, as it crosses the wire. Only what moves the statechart enters it. */
export type CallSignal = ServerMessage<
  'speech_started' | 'speech_stopped' | 'interruption' | 'input_audio_transcript' | 'tool_call'
>

/** Something went wrong that does not end the call: a bad message, bad audio, a device that failed. */
export interface TroubleEvent {
  readonly type: 'trouble'
  readonly error: VatelError
}

/** The call is over. */
export interface OverEvent {
  readonly type: 'over'
  readonly reason: EndReason
  /** How much of the agent's speech has come and not been heard yet, in milliseconds. */
  readonly unheardMs: number
}

/** The transcript or the latencies have changed, and nothing else has happened: it moves no state. */
export interface ConversationEvent {
  readonly type: 'conversation'
  readonly told: Told
}

/** An event that brings with it how the transcript or the latencies have changed, so that one message is one step. */
type Telling<E> = E & { readonly told?: Told | undefined }

/** The session has begun. */
export interface OpenedEvent {
  readonly type: 'opened'
  readonly line: Line
}

/** What `dial` tells. */
export type DialEvent = OpenedEvent | OverEvent | TroubleEvent

/** What the connection tells. */
export type ConnectionEvent =
  | Telling<CallSignal>
  | ConversationEvent
  | Telling<OverEvent>
  | TroubleEvent
  | Telling<{ readonly type: 'toolAnswered'; readonly toolCallId: string }>
  | { readonly type: 'unknownMessage'; readonly message: UnknownMessage }

/** What the speaker tells: what the user hears, and not what has come. */
export type SpeakerEvent = ConversationEvent | TroubleEvent | FloorEvent | Telling<SoundEvent> | OutputEvent

/** What the speaker tells of what sounds. */
export type SoundEvent =
  { readonly type: 'soundBegan' } | { readonly type: 'soundStopped' } | { readonly type: 'soundCut' }

/** What the speaker tells of whether it can sound at all. */
export interface OutputEvent {
  readonly type: 'outputRuns' | 'outputNeedsGesture' | 'outputInterrupted'
}

/** What the microphone tells. */
export type MicrophoneEvent = TroubleEvent | { readonly type: 'microphoneOff' }

/** What a tool call tells. */
export type ToolEvent =
  | { readonly type: 'toolAsks'; readonly toolCallId: string }
  | { readonly type: 'toolSettled'; readonly outcome: ToolOutcome }

/** What the machine tells itself: the agent has not been heard for longer than a gap between two chunks lasts. */
export interface FloorEvent {
  readonly type: 'agentDone'
}

/** Everything that moves the machine. */
export type CallEvent =
  CallCommand | DialEvent | ConnectionEvent | SpeakerEvent | MicrophoneEvent | ToolEvent | FloorEvent

/** What an action or a guard is asked with, as much of it as is used: the event. */
export interface Of<E extends CallEvent> {
  readonly event: E
}

/** What an actor emits, for `actor.on`. */
export type CallEmitted =
  /** The call ended; once for each. */
  | { readonly type: 'ended'; readonly reason: EndReason }
  /** Something went wrong that does not end the call. */
  | TroubleEvent
  /** A newer platform sent something this version does not know. */
  | { readonly type: 'unknownMessage'; readonly message: UnknownMessage }
