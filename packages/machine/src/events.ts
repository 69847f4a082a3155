import type { EndReason, ServerMessage, ToolOutcome, UnknownMessage, VatelError } from '@vatel/core'
import type { CallResources } from './call-resources.ts'
import type { ConversationChangedEvent, ConversationView } from './conversation.ts'
import type {
  AudioEndedEvent,
  AudioEvent,
  AudioRefusedEvent,
  InputEvent,
  OutputEvent,
} from './device-events.ts'

/** The name of a command that the interface sends; `approve` and `decline` also need a `toolCallId`. */
export type CommandName = 'call' | 'hangUp' | 'mute' | 'unmute' | 'interrupt' | 'pause' | 'resume' | 'retry'

/**
 * Parameters of one call, such as the agent's id or variables. Plain data: it is kept in the context, and so in persisted
 * snapshots. Keep secrets out of it.
 */
export type CallParameters = Readonly<Record<string, unknown>>

/** Begins a call. */
export interface BeginCommand {
  readonly type: 'call' | 'retry'
  /**
   * Parameters for `connect`.
   *
   * @defaultValue none after `call`; those of the last call after `retry`
   */
  readonly parameters?: CallParameters
}

/** Decides about a tool that waits for approval. */
export interface ToolCommand {
  readonly type: 'approve' | 'decline'
  readonly toolCallId: string
}

/** A command without data. */
type PlainCommand = Exclude<CommandName, BeginCommand['type']>

/** An event of the interface: send these. */
export type CallCommand =
  BeginCommand | { readonly [T in PlainCommand]: { readonly type: T } }[PlainCommand] | ToolCommand

/** A message of the platform that moves the statechart, as it crosses the wire. */
export type CallSignal = ServerMessage<
  'speech_started' | 'speech_stopped' | 'interruption' | 'input_audio_transcript' | 'tool_call'
>

/** Reports an error that does not end the call: an invalid message, invalid audio, a device that failed. */
export interface CallErrorEvent {
  readonly type: 'call.error'
  readonly error: VatelError
}

/** Reports that the session has begun. */
export interface CallStartedEvent {
  readonly type: 'call.started'
  readonly resources: CallResources
}

/** An event that carries the conversation if it has changed, so that one message is one step of the machine. */
type WithView<E> = E & { readonly view?: ConversationView | undefined }

/** Reports that the call has ended, or could not begin. */
export interface CallEndedEvent {
  readonly type: 'call.ended'
  readonly reason: EndReason
  /** Milliseconds of the agent's speech that are still to be heard; 0 when the speaker cannot sound. */
  readonly unheardMs: number
}

/** An event of the actor `dial`. */
export type DialEvent = CallStartedEvent | CallEndedEvent | CallErrorEvent

/** An event of a tool call. */
export type ToolEvent =
  | { readonly type: 'tool.approvalRequested' | 'tool.overdue'; readonly toolCallId: string }
  | { readonly type: 'tool.settled'; readonly outcome: Pick<ToolOutcome, 'toolCallId' | 'type'> }
  | { readonly type: 'tool.answered'; readonly toolCallId: string }

/** An event about the transport: `link.suspect` when the platform has been silent for too long. */
export interface LinkEvent {
  readonly type: 'link.live' | 'link.suspect'
}

/** An event of the actor `connection`. */
export type ConnectionEvent =
  | WithView<CallSignal>
  | ConversationChangedEvent
  | WithView<CallEndedEvent>
  | CallErrorEvent
  | WithView<ToolEvent>
  | LinkEvent
  | { readonly type: 'unknownMessage'; readonly message: UnknownMessage }

/** An event of the actor `speaker`. */
export type SpeakerEvent =
  | ConversationChangedEvent
  | CallErrorEvent
  | AudioEndedEvent
  | WithView<AudioEvent>
  | WithView<AudioRefusedEvent>
  | OutputEvent

/** An event of the actor `microphone`. */
export type MicrophoneEvent = CallErrorEvent | InputEvent | { readonly type: 'microphone.off' }

/** Every event that the machine takes. */
export type CallEvent =
  CallCommand | DialEvent | ConnectionEvent | SpeakerEvent | MicrophoneEvent | AudioEndedEvent

/** The part of the arguments of an action or a guard that is used: the event. */
export interface Of<E extends CallEvent> {
  readonly event: E
}

/** An event that the actor emits, for `actor.on`. */
export type CallEmitted =
  /** The call ended; once for each. */
  | { readonly type: 'call.ended'; readonly reason: EndReason }
  /** An error occurred that does not end the call. */
  | CallErrorEvent
  /** The speaker did not take all of a chunk. */
  | AudioRefusedEvent
  /** The platform sent a message whose type this version does not know. */
  | { readonly type: 'unknownMessage'; readonly message: UnknownMessage }
