import { Uuid } from '../rules/wording.ts'
import type { CallRecord } from '../rules/call-record.ts'
import { answer, refuse } from './exchange.ts'
import type { Handler } from './operation.ts'
import { recordingOf } from './recording.ts'
import type { Store } from './store.ts'

const publicCall = (call: CallRecord, { organizationId }: Store) => {
  const startedAt = new Date(call.startedAtMs).toISOString()
  const ended =
    call.endedAtMs === undefined
      ? {}
      : {
          ended_at: new Date(call.endedAtMs).toISOString(),
          duration_seconds: Math.round((call.endedAtMs - call.startedAtMs) / 1_000),
          termination_reason: call.outcome ?? 'ended_by_user',
        }
  return {
    id: call.id,
    agent_id: call.agentId,
    graph_version_id: call.versionId,
    organization_id: organizationId,
    status: call.endedAtMs === undefined ? 'in_progress' : 'ended',
    source: 'api',
    outbound: false,
    created_at: startedAt,
    connected_at: startedAt,
    started_at: startedAt,
    ...ended,
    transcript: { entries: call.entries },
    tags: [],
  }
}

const statuses = ['connected', 'started', 'in_progress', 'auth_failed', 'ended']

const wholeNumber = (text: string | null, most: number, otherwise: number): number | undefined => {
  if (text === null) return otherwise
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : undefined
}

/** `GET /v1/calls`: the calls that were held, the latest first, a page at a time. */
export const listCalls: Handler = (store, { query }) => {
  const bad = (error: string) => ({ store, response: refuse(400, error) })
  const page = wholeNumber(query.get('page'), Number.MAX_SAFE_INTEGER, 1)
  if (page === undefined) return bad('page: expected a whole number from 1 on')
  const pageSize = wholeNumber(query.get('page_size'), 100, 20)
  if (pageSize === undefined) return bad('page_size: expected a whole number from 1 to 100')
  const agentIds = query.get('agent_ids')?.split(',')
  if (agentIds?.every((id) => Uuid.is(id)) === false)
    return bad('agent_ids: expected UUIDs with commas between')
  const status = query.get('status')
  if (status !== null && !statuses.includes(status)) return bad(`status: expected ${statuses.join(', ')}`)

  const all = [...store.calls.values()]
    .reverse()
    .map((call) => publicCall(call, store))
    .filter((call) => agentIds?.includes(call.agent_id) !== false)
    .filter((call) => status === null || call.status === status)
  const totalPages = Math.ceil(all.length / pageSize)
  const pagination = {
    page,
    page_size: pageSize,
    total: all.length,
    total_pages: totalPages,
    has_next: page < totalPages,
    has_prev: page > 1,
  }
  return {
    store,
    response: answer(200, { calls: all.slice((page - 1) * pageSize, page * pageSize), pagination }),
  }
}

/** `GET /v1/calls/{id}`: one call with its transcript. */
export const getCall: Handler = (store, { parameters: { id = '' } }) => {
  if (!Uuid.is(id)) return { store, response: refuse(400, 'id: expected a UUID') }
  const call = store.calls.get(id)
  return {
    store,
    response: call === undefined ? refuse(404, 'call not found') : answer(200, publicCall(call, store)),
  }
}

/** `GET /v1/calls/{id}/recording`: the sound of a call that is over. */
export const downloadRecording: Handler = (store, { parameters: { id = '' } }) => {
  if (!Uuid.is(id)) return { store, response: refuse(400, 'id: expected a UUID') }
  const call = store.calls.get(id)
  if (call === undefined) return { store, response: refuse(404, 'call not found') }
  if (call.endedAtMs === undefined || call.sound === 'forgotten')
    return { store, response: refuse(404, 'recording not found') }
  return {
    store,
    response: {
      status: 200,
      headers: { 'content-type': 'audio/wav', 'content-disposition': `attachment; filename="${id}.wav"` },
      body: recordingOf(call),
    },
  }
}
