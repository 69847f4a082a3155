import type { InvalidMessageError } from '../errors.ts'
import type { ClientMessage, ServerData, ServerMessage, UnknownMessage } from '../protocol/messages.ts'
import type { CallState } from './lifecycle.ts'
import type { EndReason } from './end-reason.ts'

/** The fate of a message that was given to a call. */
export type Sent =
  /** Passed to the socket. */
  | { readonly status: 'sent' }
  /** Kept until the socket takes more, or the session has started. */
  | { readonly status: 'queued' }
  /** Not sent: the call is over, or this tool call has had its output. */
  | { readonly status: 'dropped' }

/** Microphone audio by its fate, in milliseconds of sound. The three add up to all that was given. */
export interface UplinkStats {
  /** Passed to the socket. */
  readonly sentMs: number
  /** Waiting to be sent. */
  readonly queuedMs: number
  /** Dropped, oldest first, because it was stale or the call was over. */
  readonly droppedMs: number
}

/** Report of microphone audio that was dropped because it was stale. */
export interface DropReport {
  /** Milliseconds of sound that were dropped since the last report. */
  readonly ms: number
  /** Milliseconds of sound that were dropped in this call so far. */
  readonly totalMs: number
}

/** Output of a tool that never reached the socket. */
export interface OrphanedToolOutput {
  readonly toolCallId: string
  readonly output: string
}

/**
 * Data whose delivery is unconfirmed. Live during the call; final once it has ended. The protocol knows no
 * acknowledgement, so nothing here is called delivered.
 */
export interface DeliveryReport {
  /** Milliseconds since the platform's last sign of life, up to now or to the end of the call. */
  readonly silentMs: number
  /** Microphone audio that has not left: it is queued, in the socket's buffer, or dropped; in milliseconds of sound. */
  readonly unsentInputMs: number
  /** Microphone audio that left after the platform's last sign of life; in milliseconds of sound. */
  readonly unconfirmedInputMs: number
  /** Id of the agent's turn whose audio has come without its final chunk, and after which the user has not spoken to the end. */
  readonly incompleteTurnId?: string
  /** Ids of the tool calls that have had no output; the newest 10,000. */
  readonly unansweredToolCalls: readonly string[]
  /**
   * Ids of the tool calls whose output was passed to the socket, while no later turn of the agent shows that it was read;
   * the newest 10,000.
   */
  readonly unconfirmedToolOutputs: readonly string[]
  /**
   * Outputs that were queued when the call ended, or came after it; for a tool that the end cancelled, its final output,
   * if there is one. They are sent to no other session, which would not know them.
   */
  readonly orphanedToolOutputs: readonly OrphanedToolOutput[]
  /** Number of messages that were not as documented, those without an `invalid` event included. */
  readonly invalidMessages: number
  /** Number of messages that were dropped because nobody read or listened before 1,500 of them, or 8 MiB, had come. */
  readonly unreadMessages: number
}

/** The events of a connection, by name. */
export interface CallEvents {
  /** A message came, of a known or an unknown type. */
  readonly message: ServerMessage | UnknownMessage
  /** A message came that is not as documented; the call goes on. Emitted at most ten times a second. */
  readonly invalid: InvalidMessageError
  /** A message was passed to the socket. */
  readonly sent: ClientMessage
  /** The state changed. */
  readonly state: CallState
  /** The call is over; no event comes after it. */
  readonly end: EndReason
}

/**
 * One call, however it is carried: by a WebSocket, by the simulator in memory, or replayed from a record. It is one server
 * session: a lost call is not resumed.
 */
export interface CallConnection {
  /** The state of the call. */
  readonly state: CallState
  /** Resolves with the session's id when it has started; rejects with the `VatelError` that prevented it. */
  readonly started: Promise<ServerData<'session_started'>>
  /** Resolves with the reason when the call is over, whether or not anybody reads its messages; never rejects. */
  readonly ended: Promise<EndReason>
  /** Milliseconds of microphone audio that were sent, queued and dropped. */
  readonly audio: UplinkStats
  /**
   * Data whose delivery is unconfirmed. Live during the call; final once it has ended. Absent where there is no other side
   * to confirm anything, such as in a replay.
   */
  readonly delivery?: DeliveryReport
  /**
   * Iterates over every message in order, and ends with the call. Messages that come before the first reader or listener
   * are kept (the newest 1,500, 8 MiB at most), and delivered to all who begin in the same task as the first.
   */
  messages(): AsyncIterableIterator<ServerMessage | UnknownMessage>
  /**
   * Calls the listener on each event; returns the function that stops it. A listener that throws, or returns a promise
   * that rejects, stops no other and changes nothing in the call: its error is an uncaught error of your program.
   */
  on<K extends keyof CallEvents>(event: K, listener: (value: CallEvents[K]) => void): () => void
  /**
   * Sends a chunk of the user's voice: PCM16 samples, their bytes, or base64 of them; mono, 24 000 Hz.
   * @throws {InvalidArgumentError} when it is no whole number of samples, not base64, or longer than 16 s
   */
  sendAudio(audio: Int16Array | Uint8Array | string): Sent
  /**
   * Sends the output of a tool, one for each call of it; it is never dropped while the call lasts.
   * @throws {InvalidArgumentError} when the id or the output is not a string, or the output is larger than 1 MiB
   */
  sendToolOutput(toolCallId: string, output: string): Sent
  /** Closes the call; does nothing when it is over. */
  close(): void
  /** Closes the call and waits for its end. */
  [Symbol.asyncDispose](): Promise<void>
}

/** The events of a call over a WebSocket, by name. */
export interface CallSocketEvents extends CallEvents {
  /** Stale microphone audio was dropped. Emitted at most once a second, added up. */
  readonly dropped: DropReport
}

/** A call over a WebSocket, with the facts that only a socket knows. */
export interface CallSocket extends CallConnection {
  /** Data whose delivery is unconfirmed. Live during the call; final once it has ended. */
  readonly delivery: DeliveryReport
  /**
   * Calls the listener on each event; returns the function that stops it. A listener that throws, or returns a promise
   * that rejects, stops no other and changes nothing in the call: its error is an uncaught error of your program.
   */
  on<K extends keyof CallSocketEvents>(event: K, listener: (value: CallSocketEvents[K]) => void): () => void
}
