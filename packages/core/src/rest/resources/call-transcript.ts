import type * as t from 'io-ts'
import { listOf, number, object, openEnum, partial, string } from '../../codec/codec.ts'

/** Tool invocation metadata on a transcript row. */
export const TranscriptToolCall = partial({
  /** Its id in the conversation. */
  itemId: string,
  /** Names this call of the tool. */
  callId: string,
  /** Which tool. */
  toolName: string,
  /** JSON string of arguments. */
  arguments: string,
  /** What the tool gave. */
  output: string,
  /** When it began, as RFC 3339 text. */
  startedAt: string,
  /** When it was done, as RFC 3339 text. */
  endedAt: string,
})
/** Tool invocation metadata on a transcript row. */
export type TranscriptToolCall = t.TypeOf<typeof TranscriptToolCall>

/** One line in the call transcript (message, tool call, tool output, or interruption). */
export const TranscriptEntry = partial({
  /** Its place, from 0. */
  index: number,
  /** For message rows: user, assistant, or system. May be empty for tool or interruption rows. */
  role: string,
  /** The words. */
  message: string,
  /** Kind of transcript row. */
  type: openEnum<'message' | 'tool_call' | 'tool_call_output' | 'interruption'>(),
  /** Tool invocation metadata on a transcript row. */
  toolCall: TranscriptToolCall,
  /** The output, for rows of that type. */
  toolCallOutput: string,
  /** When, as RFC 3339 text. */
  createdAt: string,
  /** How long it took, in milliseconds. */
  durationMs: number,
  /** The turn it belongs to. */
  turnId: string,
})
/** One line in the call transcript (message, tool call, tool output, or interruption). */
export type TranscriptEntry = t.TypeOf<typeof TranscriptEntry>

/** Ordered transcript for the call. */
export const Transcript = object({
  /** The lines, in order. */
  entries: listOf(TranscriptEntry),
})
/** Ordered transcript for the call. */
export type Transcript = t.TypeOf<typeof Transcript>
