import type * as t from 'io-ts'
import { object, string } from '../codec/codec.ts'

/** The payload of each message that a client sends, by the message's type. */
export const clientData = {
  /** A chunk of the user's voice. */
  input_audio: object({
    /** Base64 of PCM16 little-endian, mono, 24 000 Hz. */
    audio: string,
  }),
  /** The output of a tool; exactly one for each `tool_call`. */
  tool_call_output: object({
    /** The id that came with the call. */
    toolCallId: string,
    /** Any text; the agent reads it. */
    output: string,
  }),
}

/** The types of message that a client sends. */
export type ClientMessageType = keyof typeof clientData

/** A message from the client to the platform. */
export type ClientMessage<K extends ClientMessageType = ClientMessageType> = {
  readonly [P in K]: { readonly type: P; readonly data: Readonly<t.TypeOf<(typeof clientData)[P]>> }
}[K]

/** The largest message that a client may send: 1 MiB of UTF-8. */
export const maxSentBytes = 1_048_576

/** Returns whether a text is larger than a client may send. */
export const isTooLarge = (text: string): boolean =>
  text.length > maxSentBytes || new TextEncoder().encode(text).length > maxSentBytes
