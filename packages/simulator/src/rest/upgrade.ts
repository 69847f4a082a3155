import * as E from 'fp-ts/Either'
import type { CallSettings } from '../rules/call-settings.ts'
import type { Faults } from '../rules/faults.ts'
import { readToken, type Claims, type TokenFault } from '../rules/token.ts'
import { Uuid } from '../rules/wording.ts'
import { noAgent } from './agents.ts'
import { refuse, type RestResponse } from './exchange.ts'
import type { Handled, Store } from './store.ts'
import { settingsOfCall, type StoredAgent } from './stored-agent.ts'

const faultResponses: Readonly<Record<TokenFault, RestResponse>> = {
  'no-token': refuse(400, 'token: expected a session token'),
  'bad-signature': refuse(401, 'invalid session token'),
  expired: refuse(401, 'the session token has expired'),
}

/** Whom a token may call. */
export interface Admitted {
  readonly agent: StoredAgent
  readonly versionId: string
  /** What governs the call: the agent's settings, and over them what the token changes. */
  readonly settings: CallSettings
  /** The chat that the token was made for. */
  readonly chatId: string | undefined
}

/** An older description has agent and version in the query too; they must not say otherwise than the token. */
const contradiction = (query: URLSearchParams, claims: Claims): RestResponse | undefined => {
  const [agentId, versionId] = [query.get('agentId') ?? '', query.get('versionId') ?? '']
  if (agentId !== '' && !Uuid.is(agentId)) return refuse(400, 'agentId: expected a UUID')
  if (versionId !== '' && !Uuid.is(versionId)) return refuse(400, 'versionId: expected a UUID')
  if (agentId !== '' && agentId.toLowerCase() !== claims.agent_id)
    return refuse(403, 'agentId: the token is for another agent')
  return versionId !== '' && versionId.toLowerCase() !== claims.version_id
    ? refuse(400, 'versionId: the token is for another version')
    : undefined
}

const claimsIn = (store: Store, query: URLSearchParams, nowMs: number): E.Either<RestResponse, Claims> => {
  const token = query.get('token')
  if (token === null || token === '') return E.left(refuse(400, 'token: expected a session token'))
  const read = readToken(token, store.secret, nowMs / 1_000)
  if (E.isLeft(read)) return E.left(faultResponses[read.left])
  return store.usedTokens.has(read.right.jti) ? E.left(refuse(401, 'the session token has been used')) : read
}

const admitted = (store: Store, claims: Claims): E.Either<RestResponse, Admitted> => {
  const { agent_id, version_id, scopes, parameters = {} } = claims
  const agent = store.agents.get(agent_id)
  if (!scopes.includes('voice')) return E.left(refuse(403, 'this token may not call that agent'))
  if (agent === undefined) return E.left(noAgent)
  if (agent.settings.status === 'inactive') return E.left(refuse(404, 'the agent is inactive'))
  const { chat_id: chatId, ...asked } = parameters
  return E.right({ agent, versionId: version_id, settings: settingsOfCall(agent, asked), chatId })
}

/** Marks a token as used, where tokens serve once; those that have expired need no mark. */
const use = (store: Store, { jti, exp }: Claims, nowMs: number): Store => {
  if (store.tokenRules.singleUse !== true) return store
  const marked = [...store.usedTokens].filter(([, goodUntil]) => goodUntil * 1_000 > nowMs)
  return { ...store, usedTokens: new Map([...marked, [jti, exp]]) }
}

/** Decides whether `GET /v1/connection` becomes a call, `nowMs` after 1970. */
export const admit = (
  store: Store,
  path: string,
  query: URLSearchParams,
  faults: Faults,
  nowMs: number,
): Handled<E.Either<RestResponse, Admitted>> => {
  const no = (response: RestResponse) => ({ store, response: E.left(response) })
  if (path !== '/v1/connection') return no(refuse(404, 'no such operation'))
  if (faults.refuse !== undefined) return no(refuse(faults.refuse, 'refused on purpose'))
  const claims = claimsIn(store, query, nowMs)
  if (E.isLeft(claims)) return { store, response: claims }
  const issue = contradiction(query, claims.right)
  if (issue !== undefined) return no(issue)
  const response = admitted(store, claims.right)
  return { store: E.isRight(response) ? use(store, claims.right, nowMs) : store, response }
}
