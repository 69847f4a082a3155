import { endpoints, type GenerateSessionTokenRequest } from '@vatel/core'
import { seededHex, seededUuid } from '../rules/seeded-id.ts'
import { writeToken } from '../rules/token.ts'
import { Uuid } from '../rules/wording.ts'
import { answer, refuse, type RestResponse } from './exchange.ts'
import type { Handler } from './operation.ts'
import type { Store } from './store.ts'

/** How long a session token is good, in seconds. */
const lifeSeconds = 300

const ids = ['agent_id', 'version_id', 'chat_id'] as const

/** What a session may change about its agent. */
const parameterNames = ['chat_id', 'first_message', 'prompt'] as const

/** The id of an agent that exists, but belongs to somebody else: to see a 403. */
export const foreignAgentId = (seed: number): string => seededUuid(seed, 'foreign agent')

const mint = (store: Store, wish: GenerateSessionTokenRequest, versionId: string, nowMs: number): string => {
  const iat = Math.floor(nowMs / 1_000)
  const parameters = parameterNames.flatMap((name) => (wish[name] === undefined ? [] : [[name, wish[name]]]))
  return writeToken(
    {
      agent_id: wish.agent_id,
      version_id: versionId,
      scopes: wish.chat === true ? ['voice', 'chat'] : ['voice'],
      iat,
      exp: iat + lifeSeconds,
      jti: seededHex(16, store.seed, 'token', store.tokens),
      parameters: Object.fromEntries(parameters) as Record<string, string>,
    },
    store.secret,
  )
}

const answerWish = (store: Store, wish: GenerateSessionTokenRequest, nowMs: number): RestResponse => {
  const malformed = ids.find((name) => wish[name] !== undefined && !Uuid.is(wish[name]))
  if (malformed !== undefined) return refuse(400, `${malformed}: expected a UUID`)
  if (wish.agent_id === foreignAgentId(store.seed))
    return refuse(403, 'agent belongs to another organization')
  const agent = store.agents.get(wish.agent_id)
  if (agent === undefined) return refuse(404, 'agent not found')
  if (wish.version_id !== undefined && wish.version_id !== agent.versionId)
    return refuse(400, 'version_id: expected a published version of this agent')
  if (wish.transport === 'webrtc') return refuse(503, 'webrtc is not configured')
  return answer(200, { token: mint(store, wish, agent.versionId, nowMs) })
}

/** `POST /v1/session-token`: a token that opens one agent's call. */
export const generateSessionToken: Handler = (store, { body }, nowMs) => {
  // The router has checked the body; this tells the compiler so.
  if (!endpoints.session.generateToken.body.is(body)) return { store, response: refuse(400, 'invalid body') }
  return { store: { ...store, tokens: store.tokens + 1 }, response: answerWish(store, body, nowMs) }
}
