import type { CallRecord, CallsQuery } from '@vatel/core'
import type { CallHistory } from '../rules/call/call-history.ts'
import { Uuid } from '../rules/codecs.ts'
import { recordingOf } from '../rules/voice/recording.ts'
import { answer, refuse, type RestResponse } from './http-message.ts'
import type { Handler } from './operation.ts'

const uuidIssue = (name: 'agent_ids' | 'organization_id', value: string | undefined) =>
  value === undefined || value.split(',').every((id) => Uuid.is(id))
    ? undefined
    : `${name}: expected ${name === 'agent_ids' ? 'UUIDs separated by commas' : 'a UUID'}`

const instantIssue = (name: 'date_from' | 'date_to', value: string | undefined) =>
  value === undefined || (/^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)))
    ? undefined
    : `${name}: expected an RFC 3339 time such as 2025-01-31T08:00:00Z, got ${JSON.stringify(value)}`

const lengthIssue = (name: 'search' | 'tag', value: string | undefined, most: number) =>
  value === undefined || value.length <= most ? undefined : `${name}: expected at most ${most} characters`

/** Finds the first query field whose text is invalid; core's codec checks types and page numbers. */
const callsQueryIssue = (query: CallsQuery): string | undefined =>
  [
    uuidIssue('organization_id', query.organization_id),
    uuidIssue('agent_ids', query.agent_ids),
    instantIssue('date_from', query.date_from),
    instantIssue('date_to', query.date_to),
    lengthIssue('search', query.search, 256),
    lengthIssue('tag', query.tag, 128),
  ].find((issue) => issue !== undefined)

/** Seconds of a call that cost 1; REST names no currency. */
const secondsForOne = 1_000

/** Cost of a call: 0.001 for each second, including the last that has begun. */
export const costOf = (lastedMs: number): number => Math.ceil(lastedMs / 1_000) / secondsForOne

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** Summary of a call in two sentences, for agents with `summarize_calls`. */
const summaryOf = ({ entries }: CallHistory): string => {
  const said = (role: string) => entries.filter((entry) => entry.role === role)
  const tools = entries.filter(({ type }) => type === 'tool_call')
  const first = said('user')[0]?.message
  const opening = first === undefined ? 'The user said nothing.' : `The user began with "${first}"`
  const counts = [counted(said('assistant').length, 'answer'), counted(tools.length, 'tool call')]
  return `${opening} In all: ${counts.join(', ')}.`
}

/** A call as REST returns it, with the fields that every call has. */
type PublicCall = CallRecord &
  Required<Pick<CallRecord, 'id' | 'agent_id' | 'status' | 'source' | 'created_at'>>

const rfc3339 = (ms: number): string => new Date(ms).toISOString()

const endOf = (call: CallHistory, nowMs: number): Partial<CallRecord> => {
  const { startedAtMs, endedAtMs, outcome = 'ended_by_user' } = call
  if (endedAtMs === undefined || endedAtMs > nowMs) return {}
  return {
    ended_at: rfc3339(endedAtMs),
    duration_seconds: Math.round((endedAtMs - startedAtMs) / 1_000),
    termination_reason: outcome,
    cost: costOf(endedAtMs - startedAtMs),
    ...(call.isSummed === true ? { summary: summaryOf(call) } : {}),
  }
}

/**
 * Converts a stored call to its REST form at `nowMs` after 1970. A dialled call shows only what has happened by then.
 */
const publicCall = (call: CallHistory, organizationId: string, nowMs: number): PublicCall => {
  const { id, agentId, versionId, startedAtMs, chatId, tags = [], entries } = call
  const { source, outbound, partyNumber, createdAtMs } = call.origin ?? {
    source: 'api' as const,
    outbound: false,
    createdAtMs: startedAtMs,
  }
  const end = endOf(call, nowMs)
  const isAnswered = startedAtMs <= nowMs
  return {
    id,
    agent_id: agentId,
    graph_version_id: versionId,
    organization_id: organizationId,
    ...(partyNumber === undefined ? {} : { party_number: partyNumber }),
    status: end.ended_at !== undefined ? 'ended' : isAnswered ? 'in_progress' : 'started',
    source,
    outbound,
    created_at: rfc3339(createdAtMs),
    ...(isAnswered ? { connected_at: rfc3339(startedAtMs), started_at: rfc3339(startedAtMs) } : {}),
    ...end,
    transcript: { entries: entries.filter(({ createdAt }) => Date.parse(createdAt) <= nowMs) },
    ...(chatId === undefined
      ? {}
      : {
          extracted_variables: [
            { name: 'chat_id', type: 'system', dataType: 'string', value: chatId, description: 'The chat' },
          ],
        }),
    tags,
  }
}

/** Outcome filter value for a termination reason: a timeout counts as ended by the agent. */
const outcomeOf = (reason: string | undefined): string | undefined =>
  reason === 'silence_timeout' || reason === 'session_timeout' ? 'ended_by_agent' : reason

/** Returns true if a call matches every filter of a query. */
const fitsQuery = (call: PublicCall, query: CallsQuery): boolean => {
  const { agent_ids, status, source, date_from, date_to, outbound, search, tag, outcome } = query
  const createdAtMs = Date.parse(call.created_at)
  const ids = agent_ids?.toLowerCase().split(',')
  return (
    (ids === undefined || ids.includes(call.agent_id)) &&
    (status === undefined || call.status === status) &&
    (source === undefined || call.source === source) &&
    (date_from === undefined || createdAtMs >= Date.parse(date_from)) &&
    (date_to === undefined || createdAtMs <= Date.parse(date_to)) &&
    (outbound === undefined || call.outbound === outbound) &&
    (search === undefined || (call.party_number ?? '').includes(search)) &&
    (tag === undefined || (call.tags ?? []).includes(tag)) &&
    (outcome === undefined || outcomeOf(call.termination_reason) === outcome)
  )
}

/** One page of a list. */
interface Page<A> {
  readonly items: readonly A[]
  readonly pagination: {
    readonly page: number
    readonly page_size: number
    readonly total: number
    readonly total_pages: number
    readonly has_next: boolean
    readonly has_prev: boolean
  }
}

/** Returns one page of a list. Pages begin at 1; a page after the last is empty. */
const paginate = <A>(all: readonly A[], page: number, pageSize: number): Page<A> => {
  const totalPages = Math.ceil(all.length / pageSize)
  return {
    items: all.slice((page - 1) * pageSize, page * pageSize),
    pagination: {
      page,
      page_size: pageSize,
      total: all.length,
      total_pages: totalPages,
      has_next: page < totalPages,
      has_prev: page > 1,
    },
  }
}

const noCall: RestResponse = refuse(404, 'call not found')
const noRecording: RestResponse = refuse(404, 'recording not found')

/** `GET /v1/calls`: lists the calls that match a query, latest first, page by page. */
export const listCalls: Handler<undefined, CallsQuery> = (store, { query }, nowMs) => {
  const issue = callsQueryIssue(query)
  if (issue !== undefined) return { store, response: refuse(400, issue) }
  const found = [...store.calls.values()]
    .map((call) => publicCall(call, store.organizationId, nowMs))
    .filter((call) => fitsQuery(call, query))
    .reverse()
  const { items, pagination } = paginate(found, query.page ?? 1, query.page_size ?? 20)
  return { store, response: answer(200, { calls: items, pagination }) }
}

/** `GET /v1/calls/{id}`: returns one call with its transcript. */
export const getCall: Handler = (store, { parameters: { id = '' } }, nowMs) => {
  const call = store.calls.get(id)
  return {
    store,
    response: call === undefined ? noCall : answer(200, publicCall(call, store.organizationId, nowMs)),
  }
}

/** `GET /v1/calls/{id}/recording`: returns the recording of a call that has ended. */
export const downloadRecording: Handler = (store, { parameters: { id = '' } }, nowMs) => {
  const call = store.calls.get(id)
  if (call === undefined) return { store, response: noCall }
  if (call.endedAtMs === undefined || call.endedAtMs > nowMs || call.sound === 'dropped')
    return { store, response: noRecording }
  return {
    store,
    response: {
      status: 200,
      headers: { 'content-type': 'audio/wav', 'content-disposition': `attachment; filename="${id}.wav"` },
      body: recordingOf(call),
    },
  }
}
