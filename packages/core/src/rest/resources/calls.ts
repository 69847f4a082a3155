import type * as t from 'io-ts'
import {
  boolean,
  listOf,
  number,
  object,
  oneOf,
  openEnum,
  partial,
  string,
  unknown,
} from '../../codec/codec.ts'

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
export const StoredTranscript = object({
  /** The lines, in order. */
  entries: listOf(TranscriptEntry),
})
/** Ordered transcript for the call. */
export type StoredTranscript = t.TypeOf<typeof StoredTranscript>

/** Extracted or session variable attached to a call. */
export const ContextVariable = partial({
  /** Its name. */
  name: string,
  /** Which kind. */
  type: openEnum<'system' | 'input' | 'extracted'>(),
  /** What it is, in words. */
  description: string,
  /** JSON value; shape depends on dataType. */
  value: unknown,
  /** A hint at the shape of the value. */
  dataType: openEnum<'string' | 'number' | 'boolean' | 'object' | 'array'>(),
  /** Why the platform thinks so. */
  rationale: string,
})
/** Extracted or session variable attached to a call. */
export type ContextVariable = t.TypeOf<typeof ContextVariable>

/** Optional post-call feedback stored as JSON. */
export const CallFeedback = object({
  /** Stars, 1 to 5. */
  stars: number,
  /** Words with them. */
  notes: string,
})
/** Optional post-call feedback stored as JSON. */
export type CallFeedback = t.TypeOf<typeof CallFeedback>

/**
 * Public call record. `cost` is the customer-facing (marked-up) total; raw provider cost is not
 * exposed.
 */
export const CallRecord = partial({
  /** Its id. */
  id: string,
  /** The agent it belongs to. */
  agent_id: string,
  /** The version of the agent that ran. */
  graph_version_id: string,
  /** The organization it belongs to. */
  organization_id: string,
  /** The number of the other side. */
  party_number: string,
  /** Call lifecycle status. */
  status: openEnum<'connected' | 'started' | 'in_progress' | 'auth_failed' | 'ended'>(),
  /** How the call entered the platform. */
  source: openEnum<'twilio' | 'sip' | 'simulation' | 'api'>(),
  /** Why it ended, in the platform's words. */
  termination_reason: string,
  /** What was learned from the conversation. */
  extracted_variables: listOf(ContextVariable),
  /** Whether the platform dialled. */
  outbound: boolean,
  /** The contact that was dialled. */
  outbound_contact_id: string,
  /** The run of a list of contacts it was part of. */
  outbound_list_run_id: string,
  /** RFC3339 timestamp */
  created_at: string,
  /** RFC3339 timestamp when present */
  connected_at: string,
  /** RFC3339 timestamp when present */
  started_at: string,
  /** RFC3339 timestamp when present */
  ended_at: string,
  /** What it was about, once it is summed up. */
  summary: string,
  /** Conversation transcript. Omitted when not stored for the call. */
  transcript: StoredTranscript,
  /** Marked-up total cost for the call. */
  cost: number,
  /** Labels. */
  tags: listOf(string),
  /** Approximate duration from started_at to ended_at when both are set. */
  duration_seconds: number,
  /** Caller feedback; omitted when not set. */
  feedback: CallFeedback,
})
/**
 * Public call record. `cost` is the customer-facing (marked-up) total; raw provider cost is not
 * exposed.
 */
export type CallRecord = t.TypeOf<typeof CallRecord>

export const PaginationInfo = object({
  /** The number of this page, from 1. */
  page: number,
  /** How many to a page. */
  page_size: number,
  /** How many in all. */
  total: number,
  /** How many pages. */
  total_pages: number,
  /** Whether there is a page after this. */
  has_next: boolean,
  /** Whether there is a page before this. */
  has_prev: boolean,
})
export type PaginationInfo = t.TypeOf<typeof PaginationInfo>

export const PaginatedCallsResponse = object({
  /** The calls of this page. */
  calls: listOf(CallRecord),
  /** Where this page stands. */
  pagination: PaginationInfo,
})
export type PaginatedCallsResponse = t.TypeOf<typeof PaginatedCallsResponse>

/** Which calls to list. */
export const CallsQuery = partial({
  /**
   * Organization UUID. Required when the request is authenticated with the internal server API key;
   * ignored for organization API keys.
   */
  organization_id: string,
  /** Page number (1-based). Default 1. */
  page: number,
  /** Page size. Default 20, maximum 100. */
  page_size: number,
  /** Comma-separated agent UUIDs to restrict results. */
  agent_ids: string,
  /** Call lifecycle status. */
  status: oneOf('connected', 'started', 'in_progress', 'auth_failed', 'ended'),
  /** How the call entered the platform. */
  source: oneOf('twilio', 'sip', 'simulation', 'api'),
  /**
   * Filter calls with `created_at` on or after this instant (RFC3339 or ISO8601 string accepted by the
   * backend).
   */
  date_from: string,
  /** Filter calls with `created_at` on or before this instant. */
  date_to: string,
  /** Whether the platform dialled. */
  outbound: boolean,
  /** Substring match on party number (max 256 characters). */
  search: string,
  /** Filter by tag (max 128 characters). */
  tag: string,
  /** Filter by termination outcome / reason bucket. */
  outcome: oneOf('transferred', 'ended_by_agent', 'ended_by_user'),
})
/** Which calls to list. */
export type CallsQuery = t.TypeOf<typeof CallsQuery>
