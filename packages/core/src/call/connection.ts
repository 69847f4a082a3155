import type { InvalidMessageError } from '../errors.ts'
import type { ClientMessage } from '../protocol/client-message.ts'
import type { ServerData, ServerMessage, UnknownMessage } from '../protocol/server-message.ts'
import type { CallState } from './call-state.ts'
import type { EndReason } from './end-reason.ts'

/** What became of something that was sent. */
export type Sent =
  /** Handed to the socket. */
  | { readonly status: 'sent' }
  /** Kept here until the socket takes more, or the call has started. */
  | { readonly status: 'queued' }
  /** Not sent: the call is over, or this tool call has had its output. */
  | { readonly status: 'dropped' }

/** How much microphone audio went where, in milliseconds of sound. */
export interface UplinkStats {
  /** Handed to the socket. */
  readonly sentMs: number
  /** Waiting here. */
  readonly queuedMs: number
  /** Thrown away, oldest first, because it was stale or the call was over. */
  readonly droppedMs: number
}

/** What a connection tells, by event. */
export interface CallEvents {
  /** A message came, or one whose type is not known. */
  readonly message: ServerMessage | UnknownMessage
  /** A message came that is not as documented; the call goes on. Told at most ten times a second. */
  readonly invalid: InvalidMessageError
  /** A message was handed to the socket. */
  readonly sent: ClientMessage
  /** The state changed. */
  readonly state: CallState
  /** The call is over; nothing comes after it. */
  readonly end: EndReason
}

/**
 * One call, however it is carried: by a WebSocket, be it the simulator's in memory, or played again from a record.
 * It is one server session for ever: a lost call is not resumed.
 */
export interface CallConnection {
  /** Where the call is in its life. */
  readonly state: CallState
  /** Settles when the session has started: resolves with its id, or rejects with the `VatelError` that prevented it. */
  readonly started: Promise<ServerData<'session_started'>>
  /** Resolves with the reason when the call is over; never rejects. */
  readonly ended: Promise<EndReason>
  /** Where the microphone's audio went so far. */
  readonly audio: UplinkStats
  /**
   * Gives every message in order and ends when the call does. What comes before anybody listens is kept, and given to
   * all who begin to in the same task as the first: listen as soon as you have the connection, and you miss nothing.
   */
  messages(): AsyncIterableIterator<ServerMessage | UnknownMessage>
  /**
   * Calls back on each event; gives the function that stops it. A listener that throws, or gives a promise that rejects,
   * stops no other and changes nothing in the call; what it failed with is an uncaught error of your program.
   */
  on<K extends keyof CallEvents>(event: K, listener: (value: CallEvents[K]) => void): () => void
  /**
   * Sends a chunk of the user's voice: PCM16 samples, their bytes, or base64 of them; mono, 24 000 Hz.
   * @throws {InvalidArgumentError} when it is no whole number of samples, not base64, or longer than 16 s
   */
  sendAudio(audio: Int16Array | Uint8Array | string): Sent
  /**
   * Sends the output of a tool, one for each call of it; never dropped while the call lasts.
   * @throws {InvalidArgumentError} when the id or the output is not a string, or the output is larger than 1 MiB
   */
  sendToolOutput(toolCallId: string, output: string): Sent
  /** Hangs up; does nothing when the call is over. */
  close(): void
  /** Hangs up and waits for the end. */
  [Symbol.asyncDispose](): Promise<void>
}
