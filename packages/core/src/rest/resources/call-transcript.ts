import * as t from 'io-ts'
import { list } from '../../protocol/list.ts'
import { object, partial } from '../../protocol/object.ts'
import { openEnum } from '../enums.ts'

/** Tool invocation metadata on a transcript row. */
export const TranscriptToolCall = partial({
  /** Its id in the conversation. */
  itemId: t.string,
  /** Names this call of the tool. */
  callId: t.string,
  /** Which tool. */
  toolName: t.string,
  /** JSON string of arguments. */
  arguments: t.string,
  /** What the tool gave. */
  output: t.string,
  /** When it began, as RFC 3339 text. */
  startedAt: t.string,
  /** When it was done, as RFC 3339 text. */
  endedAt: t.string,
})
/** Tool invocation metadata on a transcript row. */
export type TranscriptToolCall = t.TypeOf<typeof TranscriptToolCall>

/** One line in the call transcript (message, tool call, tool output, or interruption). */
export const TranscriptEntry = partial({
  /** Its place, from 0. */
  index: t.number,
  /** For message rows: user, assistant, or system. May be empty for tool or interruption rows. */
  role: t.string,
  /** The words. */
  message: t.string,
  /** Kind of transcript row. */
  type: openEnum('message', 'tool_call', 'tool_call_output', 'interruption'),
  /** Tool invocation metadata on a transcript row. */
  toolCall: TranscriptToolCall,
  /** The output, for rows of that type. */
  toolCallOutput: t.string,
  /** When, as RFC 3339 text. */
  createdAt: t.string,
  /** How long it took, in milliseconds. */
  durationMs: t.number,
  /** The turn it belongs to. */
  turnId: t.string,
})
/** One line in the call transcript (message, tool call, tool output, or interruption). */
export type TranscriptEntry = t.TypeOf<typeof TranscriptEntry>

/** Ordered transcript for the call. */
export const Transcript = object({
  /** The lines, in order. */
  entries: list(TranscriptEntry),
})
/** Ordered transcript for the call. */
export type Transcript = t.TypeOf<typeof Transcript>
