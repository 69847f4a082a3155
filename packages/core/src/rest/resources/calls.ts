import {
  boolean,
  listOf,
  number,
  object,
  oneOf,
  openEnum,
  partial,
  string,
  type TypeOf,
  unknown,
  whole,
} from '../../codec/codec.ts'

/** Tool invocation metadata on a transcript row. */
export const TranscriptToolCall = partial({
  /** Id in the conversation. */
  itemId: string,
  /** Id of this call of the tool. */
  callId: string,
  /** Name of the tool. */
  toolName: string,
  /** JSON string of arguments. */
  arguments: string,
  /** Output of the tool. */
  output: string,
  /** Time of its start, as RFC 3339 text. */
  startedAt: string,
  /** Time of its end, as RFC 3339 text. */
  endedAt: string,
})
/** Tool invocation metadata on a transcript row. */
export type TranscriptToolCall = TypeOf<typeof TranscriptToolCall>

/** One line in the call transcript (message, tool call, tool output, or interruption). */
export const TranscriptEntry = partial({
  /** Position in the transcript, from 0. */
  index: number,
  /** For message rows: user, assistant, or system. May be empty for tool or interruption rows. */
  role: string,
  /** Text of the message. */
  message: string,
  /** Kind of transcript row. */
  type: openEnum<'message' | 'tool_call' | 'tool_call_output' | 'interruption'>(),
  /** Tool invocation metadata on a transcript row. */
  toolCall: TranscriptToolCall,
  /** The output, for rows of that type. */
  toolCallOutput: string,
  /** Time of the entry, as RFC 3339 text. */
  createdAt: string,
  /** Duration in milliseconds. */
  durationMs: number,
  /** The turn it belongs to. */
  turnId: string,
})
/** One line in the call transcript (message, tool call, tool output, or interruption). */
export type TranscriptEntry = TypeOf<typeof TranscriptEntry>

/** Ordered transcript for the call. */
export const StoredTranscript = object({
  /** The lines, in order. */
  entries: listOf(TranscriptEntry),
})
/** Ordered transcript for the call. */
export type StoredTranscript = TypeOf<typeof StoredTranscript>

/** Extracted or session variable attached to a call. */
export const ContextVariable = partial({
  /** Name. */
  name: string,
  /** Kind of the variable. */
  type: openEnum<'system' | 'input' | 'extracted'>(),
  /** Description in words. */
  description: string,
  /** JSON value; shape depends on dataType. */
  value: unknown,
  /** A hint at the shape of the value. */
  dataType: openEnum<'string' | 'number' | 'boolean' | 'object' | 'array'>(),
  /** Reason for the value, as the platform gives it. */
  rationale: string,
})
/** Extracted or session variable attached to a call. */
export type ContextVariable = TypeOf<typeof ContextVariable>

/** Optional post-call feedback stored as JSON. */
export const CallFeedback = object({
  /** Stars, 1 to 5. */
  stars: number,
  /** Comment. */
  notes: string,
})
/** Optional post-call feedback stored as JSON. */
export type CallFeedback = TypeOf<typeof CallFeedback>

/**
 * Public call record. `cost` is the customer-facing (marked-up) total; raw provider cost is not
 * exposed.
 */
export const CallRecord = partial({
  /** Id. */
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
  /** Way by which the call entered the platform. */
  source: openEnum<'twilio' | 'sip' | 'simulation' | 'api'>(),
  /** Reason of the end, in the platform's words. */
  termination_reason: string,
  /** Variables extracted from the conversation. */
  extracted_variables: listOf(ContextVariable),
  /** True when the platform dialled. */
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
  /** Summary, once there is one. */
  summary: string,
  /** Conversation transcript. Omitted when not stored for the call. */
  transcript: StoredTranscript,
  /** Marked-up total cost for the call. */
  cost: number,
  /** Tags. */
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
export type CallRecord = TypeOf<typeof CallRecord>

export const PaginationInfo = object({
  /** The number of this page, from 1. */
  page: number,
  /** Calls on a page. */
  page_size: number,
  /** Calls in all. */
  total: number,
  /** Pages in all. */
  total_pages: number,
  /** True when another page follows. */
  has_next: boolean,
  /** True when a page precedes. */
  has_prev: boolean,
})
export type PaginationInfo = TypeOf<typeof PaginationInfo>

export const PaginatedCallsResponse = object({
  /** The calls of this page. */
  calls: listOf(CallRecord),
  /** Position of this page. */
  pagination: PaginationInfo,
})
export type PaginatedCallsResponse = TypeOf<typeof PaginatedCallsResponse>

/** Filters of a list of calls, and its page. */
export const CallsQuery = partial({
  /**
   * Organization UUID. Required when the request is authenticated with the internal server API key;
   * ignored for organization API keys.
   */
  organization_id: string,
  /** Page number (1-based). Default 1. */
  page: whole(1),
  /** Page size. Default 20, maximum 100. */
  page_size: whole(1, 100),
  /** Comma-separated agent UUIDs to restrict results. */
  agent_ids: string,
  /** Call lifecycle status. */
  status: oneOf('connected', 'started', 'in_progress', 'auth_failed', 'ended'),
  /** Way by which the call entered the platform. */
  source: oneOf('twilio', 'sip', 'simulation', 'api'),
  /**
   * Filter calls with `created_at` on or after this instant (RFC3339 or ISO8601 string accepted by the
   * backend).
   */
  date_from: string,
  /** Filter calls with `created_at` on or before this instant. */
  date_to: string,
  /** True when the platform dialled. */
  outbound: boolean,
  /** Substring match on party number (max 256 characters). */
  search: string,
  /** Filter by tag (max 128 characters). */
  tag: string,
  /** Filter by termination outcome / reason bucket. */
  outcome: oneOf('transferred', 'ended_by_agent', 'ended_by_user'),
})
/** Filters of a list of calls, and its page. */
export type CallsQuery = TypeOf<typeof CallsQuery>
