import type { CallsQuery } from '@vatel/core'
import { callsQueryIssue } from './calls-query-issue.ts'
import { answer, refuse, type RestResponse } from './exchange.ts'
import { fitsQuery } from './fits-query.ts'
import type { Handler } from './operation.ts'
import { paginate } from './paginate.ts'
import { publicCall } from './public-call.ts'
import { recordingOf } from './recording.ts'

const noCall: RestResponse = refuse(404, 'call not found')
const noRecording: RestResponse = refuse(404, 'recording not found')

/** `GET /v1/calls`: the calls that a query asks for, the latest first, a page at a time. */
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

/** `GET /v1/calls/{id}`: one call with its transcript. */
export const getCall: Handler = (store, { parameters: { id = '' } }, nowMs) => {
  const call = store.calls.get(id)
  return {
    store,
    response: call === undefined ? noCall : answer(200, publicCall(call, store.organizationId, nowMs)),
  }
}

/** `GET /v1/calls/{id}/recording`: the sound of a call that is over. */
export const downloadRecording: Handler = (store, { parameters: { id = '' } }, nowMs) => {
  const call = store.calls.get(id)
  if (call === undefined) return { store, response: noCall }
  if (call.endedAtMs === undefined || call.endedAtMs > nowMs || call.sound === 'forgotten')
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
