import type * as t from 'io-ts'
import { object, string } from '../codec/codec.ts'

/** The payload of each message that a client sends, by the message's type. */
export const clientData = {
  /** A chunk of the user's voice. */
  input_audio: object({
    /** Base64 of PCM16 little-endian, mono, 24 000 Hz. */
    audio: string,
  }),
  /** What a tool gave; exactly one for each `tool_call`. */
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
