import type { InvalidMessageError } from '../errors.ts'
import type { ClientMessage, ServerMessage, UnknownMessage } from '../protocol/messages.ts'
import type { DropReport } from './connection.ts'
import type { EndReason } from './end-reason.ts'
import type { CallState } from './lifecycle.ts'
import type { TransportEvent } from './transport.ts'

/** Event that the engine of a call takes. */
export type CallInput =
  | TransportEvent
  /** The program sends microphone audio, in base64. */
  | { readonly type: 'audio'; readonly audio: string }
  /** The program sends the output of a tool. */
  | { readonly type: 'tool-output'; readonly toolCallId: string; readonly output: string }
  /** The program closes the call. */
  | { readonly type: 'close' }
  /** The receive buffer holds so many messages, and so much of what it may hold: more than 1 is too much. */
  | { readonly type: 'buffered'; readonly messages: number; readonly load: number }
  /** Time has passed. */
  | { readonly type: 'wake' }

/** Action that the engine wants done by the transport, at once: the name of its method, and the argument. */
export type CallAction =
  | { readonly do: 'send'; readonly value: string }
  | { readonly do: 'pause'; readonly value: boolean }
  | { readonly do: 'ping' | 'close' | 'terminate'; readonly value?: undefined }

/** Event that the engine emits, by the name under which a program listens to it. Events are emitted in their order. */
export type CallEvent =
  | { readonly type: 'state'; readonly value: CallState }
  | { readonly type: 'sent'; readonly value: ClientMessage }
  /** `length` is that of its text, in characters. */
  | { readonly type: 'message'; readonly value: ServerMessage | UnknownMessage; readonly length: number }
  | { readonly type: 'invalid'; readonly value: InvalidMessageError }
  | { readonly type: 'dropped'; readonly value: DropReport }
  | { readonly type: 'end'; readonly value: EndReason }
