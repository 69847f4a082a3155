import * as E from 'fp-ts/Either'
import { forgetSound, type CallRecord } from '../rules/call-record.ts'
import type { CallSetup } from '../rules/call-state.ts'
import type { Faults } from '../rules/faults.ts'
import { seededUuid } from '../rules/seeded-id.ts'
import { readToken, type TokenFault } from '../rules/token.ts'
import { refuse, type RestResponse } from './exchange.ts'
import { foreignAgentId } from './session-token.ts'
import type { Store } from './store.ts'

const faultResponses: Readonly<Record<TokenFault, RestResponse>> = {
  'no-token': refuse(400, 'token: expected a session token'),
  'bad-signature': refuse(401, 'invalid session token'),
  expired: refuse(401, 'the session token has expired'),
}

/** A call that may begin, and what the platform keeps from then on. */
export interface Admitted {
  readonly store: Store
  readonly setup: CallSetup
}

/** Of how many calls the sound is kept: half an hour of them takes 170 MB. */
const keptRecordings = 32

const forgetOld = (calls: Store['calls']): readonly (readonly [string, CallRecord])[] =>
  [...calls].map(([id, call], index) => [
    id,
    call.endedAtMs !== undefined && index <= calls.size - keptRecordings ? forgetSound(call) : call,
  ])

/** Decides whether `GET /v1/connection` becomes a call, `nowMs` after 1970. Only `token` matters in the query. */
export const admit = (
  store: Store,
  path: string,
  query: URLSearchParams,
  faults: Faults,
  nowMs: number,
): E.Either<RestResponse, Admitted> => {
  if (path !== '/v1/connection') return E.left(refuse(404, 'no such operation'))
  if (faults.refuse !== undefined) return E.left(refuse(faults.refuse, 'refused on purpose'))
  const token = query.get('token')
  if (token === null || token === '') return E.left(refuse(400, 'token: expected a session token'))
  const read = readToken(token, store.secret, nowMs / 1_000)
  if (E.isLeft(read)) return E.left(faultResponses[read.left])
  const { agent_id, version_id, scopes } = read.right
  if (!scopes.includes('voice') || agent_id === foreignAgentId(store.seed))
    return E.left(refuse(403, 'this token may not call that agent'))
  const agent = store.agents.get(agent_id)
  if (agent === undefined) return E.left(refuse(404, 'agent not found'))
  const id = seededUuid(store.seed, 'call', store.calls.size)
  const record = { id, agentId: agent_id, versionId: version_id, startedAtMs: nowMs, entries: [] }
  return E.right({
    store: { ...store, calls: new Map([...forgetOld(store.calls), [id, record]]) },
    setup: { id, script: agent.script, faults: { ...agent.script.scenario.faults, ...faults } },
  })
}
