import type { GenerateSessionTokenRequest } from '@vatel/core'
import { seededHex, seededUuid } from '../rules/seeded-id.ts'
import { writeJwt, writeToken } from '../rules/token.ts'
import { Uuid } from '../rules/wording.ts'
import { noAgent } from './agents.ts'
import { answer, refuse, type RestResponse } from './exchange.ts'
import { foreignAgentId } from './foreign-agent.ts'
import type { Handler } from './operation.ts'
import type { Store } from './store.ts'
import type { StoredAgent } from './stored-agent.ts'

const ids = ['agent_id', 'version_id', 'chat_id'] as const

/** What a session may change about its agent. */
const parameterNames = ['chat_id', 'first_message', 'prompt'] as const

const parametersOf = (wish: GenerateSessionTokenRequest): Readonly<Record<string, string>> =>
  Object.fromEntries(
    parameterNames.flatMap((name) => {
      const value = wish[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )

const times = ({ tokenRules }: Store, nowMs: number) => {
  const iat = Math.floor(nowMs / 1_000)
  return { iat, exp: iat + (tokenRules.lifeSecs ?? 300) }
}

const mint = (store: Store, wish: GenerateSessionTokenRequest, versionId: string, nowMs: number): string =>
  writeToken(
    {
      agent_id: wish.agent_id.toLowerCase(),
      version_id: versionId,
      scopes: wish.chat === true ? ['voice', 'chat'] : ['voice'],
      ...times(store, nowMs),
      jti: seededHex(16, store.seed, 'token', store.tokens),
      parameters: parametersOf(wish),
    },
    store.secret,
  )

/** What a media server wants besides: a room, who enters it, and a token that says so. */
const mediaOf = (store: Store, wish: GenerateSessionTokenRequest, url: string, nowMs: number) => {
  const room = `call-${seededUuid(store.seed, 'room', store.tokens)}`
  const identity = `user-${seededHex(12, store.seed, 'identity', store.tokens)}`
  const { agent_id, version_id, prompt, first_message } = wish
  const attributes = { agent_id, version_id, prompt, first_message }
  const video = { room, roomJoin: true, canPublish: true, canSubscribe: true }
  const claims = { sub: identity, video, attributes, ...times(store, nowMs) }
  return { room, identity, url, webrtc_token: writeJwt(claims, store.secret) }
}

const wishIssue = (store: Store, wish: GenerateSessionTokenRequest): RestResponse | undefined => {
  const malformed = ids.find((name) => wish[name] !== undefined && !Uuid.is(wish[name]))
  if (malformed !== undefined) return refuse(400, `${malformed}: expected a UUID`)
  return wish.agent_id === foreignAgentId(store.seed)
    ? refuse(403, 'agent belongs to another organization')
    : undefined
}

const answerWish = (
  store: Store,
  agent: StoredAgent,
  wish: GenerateSessionTokenRequest,
  nowMs: number,
): RestResponse => {
  const versionId = wish.version_id?.toLowerCase() ?? agent.activeVersionId
  if (agent.settings.status === 'inactive') return refuse(404, 'the agent is inactive')
  if (!agent.versions.some(({ id, publishedAtMs }) => id === versionId && publishedAtMs !== undefined))
    return refuse(400, 'version_id: expected a published version of this agent')
  const token = mint(store, wish, versionId, nowMs)
  if (wish.transport !== 'webrtc') return answer(200, { token })
  const { webrtc } = store.services
  return webrtc === undefined
    ? refuse(503, 'webrtc is not configured')
    : answer(200, { token, ...mediaOf(store, wish, webrtc, nowMs) })
}

/** `POST /v1/session-token`: a token that opens one agent's call. */
export const generateSessionToken: Handler<GenerateSessionTokenRequest> = (store, { body }, nowMs) => {
  const issue = wishIssue(store, body)
  if (issue !== undefined) return { store, response: issue }
  const agent = store.agents.get(body.agent_id.toLowerCase())
  if (agent === undefined) return { store, response: noAgent }
  return { store: { ...store, tokens: store.tokens + 1 }, response: answerWish(store, agent, body, nowMs) }
}
