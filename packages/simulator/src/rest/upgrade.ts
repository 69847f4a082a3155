import * as E from 'fp-ts/Either'
import type { CallSettings } from '../rules/call-settings.ts'
import type { Faults } from '../rules/faults.ts'
import { readToken, type TokenFault } from '../rules/token.ts'
import { refuse, type RestResponse } from './exchange.ts'
import { foreignAgentId } from './session-token.ts'
import type { Store, StoredAgent } from './store.ts'

const faultResponses: Readonly<Record<TokenFault, RestResponse>> = {
  'no-token': refuse(400, 'token: expected a session token'),
  'bad-signature': refuse(401, 'invalid session token'),
  expired: refuse(401, 'the session token has expired'),
}

/** Whom a token may call. */
export interface Admitted {
  readonly agent: StoredAgent
  readonly versionId: string
  /** What the token changes about the agent for this call. */
  readonly settings: CallSettings
}

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
  const { agent_id, version_id, scopes, parameters = {} } = read.right
  if (!scopes.includes('voice') || agent_id === foreignAgentId(store.seed))
    return E.left(refuse(403, 'this token may not call that agent'))
  const agent = store.agents.get(agent_id)
  return agent === undefined
    ? E.left(refuse(404, 'agent not found'))
    : E.right({ agent, versionId: version_id, settings: parameters })
}
