import type {
  InvalidMessageError,
  CallConnection,
  CallState,
  ClientMessage,
  EndReason,
  ServerData,
  ServerMessage,
  UnknownMessage,
} from '@vatel/core'
import type { Observable } from 'rxjs'

/** A message that the platform sent, or one whose type is not known. */
export type CallMessage = ServerMessage | UnknownMessage

/** The payload of a message that only says that something happened: no field is known, those of a newer platform are kept. */
export type Signal = Readonly<Record<string, unknown>>

/**
 * One call, each kind of event an Observable. All of them share the connection's listeners, complete when the call
 * ends, and never error: a bad message is a value of `invalid$`.
 *
 * The streams are hot: a late subscriber gets what comes from then on. Only what came before anybody listened is kept
 * by the connection, and given to all who subscribe in the same task as the first.
 */
export interface Call {
  /** The connection that the call runs on: to send, to hang up, and to share with a statechart. */
  readonly connection: CallConnection
  /** The session exists; `id` is the call id of the REST side. Late: see `connection.opened`. */
  readonly sessionStarted$: Observable<ServerData<'session_started'>>
  /** The platform has ended the session. */
  readonly sessionEnded$: Observable<Signal>
  /** The agent's speech as it arrives, in base64; `agentAudio` decodes and gates it. */
  readonly responseAudio$: Observable<ServerData<'response_audio'>>
  /** The agent's words: snapshots that replace each other, by turn. */
  readonly responseText$: Observable<ServerData<'response_text'>>
  /** The user's words as recognised: snapshots until the final one. */
  readonly inputAudioTranscript$: Observable<ServerData<'input_audio_transcript'>>
  /** Voice activity begins; nobody spoke where `emulated` is true. */
  readonly speechStarted$: Observable<ServerData<'speech_started'>>
  /** Voice activity ends. */
  readonly speechStopped$: Observable<Signal>
  /** The user has interrupted the agent: every turn so far is cancelled. */
  readonly interruption$: Observable<Signal>
  /** The agent asks for a tool; `toolResults` answers. */
  readonly toolCall$: Observable<ServerData<'tool_call'>>
  /** Messages of a type that this version does not know: a newer platform, not an error. */
  readonly unknown$: Observable<UnknownMessage>
  /** Messages that are not as documented, and audio that is no base64. */
  readonly invalid$: Observable<InvalidMessageError>
  /** Every message of the platform, in order. */
  readonly messages$: Observable<CallMessage>
  /** Every message that was handed to the socket, in order. */
  readonly sent$: Observable<ClientMessage>
  /** Where the call is in its life; begins with the present state, late or not. */
  readonly state$: Observable<CallState>
  /** Why the call ended: exactly one value, late or not. */
  readonly end$: Observable<EndReason>
  /** Puts a fault that is found after decoding on `invalid$`. */
  readonly reportInvalid: (fault: InvalidMessageError) => void
}
