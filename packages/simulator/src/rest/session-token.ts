import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { firstIssue, firstUnknownField } from '../rules/first-issue.ts'
import { seededHex, seededUuid } from '../rules/seeded-id.ts'
import { writeToken } from '../rules/token.ts'
import { Flag, Text, Uuid, worded } from '../rules/wording.ts'
import { answer, refuse, type RestResponse } from './exchange.ts'
import type { Handler } from './operation.ts'
import type { Store } from './store.ts'

/** How long a session token is good, in seconds. */
const lifeSeconds = 300

const Transport = worded(
  'websocket or webrtc',
  (value): value is 'websocket' | 'webrtc' => value === 'websocket' || value === 'webrtc',
)

const Wish = t.intersection([
  t.type({ agent_id: Uuid }),
  t.partial({
    version_id: Uuid,
    chat_id: Uuid,
    transport: Transport,
    first_message: Text,
    prompt: Text,
    chat: Flag,
  }),
])
type Wish = t.TypeOf<typeof Wish>

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const readWish = (body: string): E.Either<RestResponse, Wish> => {
  const data = parse(body)
  if (data === undefined) return E.left(refuse(400, 'invalid JSON'))
  const read = Wish.decode(data)
  const issue = E.isLeft(read) ? firstIssue(read.left) : firstUnknownField(Wish, data)
  if (issue !== undefined) return E.left(refuse(400, `${issue.place || 'body'}: ${issue.remedy}`))
  return E.mapLeft(() => refuse(400, 'invalid body'))(read)
}

/** The id of an agent that exists, but belongs to somebody else: to see a 403. */
export const foreignAgentId = (seed: number): string => seededUuid(seed, 'foreign agent')

const mint = (store: Store, wish: Wish, versionId: string, nowMs: number): string => {
  const iat = Math.floor(nowMs / 1_000)
  const parameters = Object.entries(wish).filter(([name]) =>
    ['chat_id', 'first_message', 'prompt'].includes(name),
  )
  return writeToken(
    {
      agent_id: wish.agent_id,
      version_id: versionId,
      scopes: wish.chat === true ? ['voice', 'chat'] : ['voice'],
      iat,
      exp: iat + lifeSeconds,
      jti: seededHex(16, store.seed, 'token', store.tokens),
      ...(parameters.length === 0
        ? {}
        : { parameters: Object.fromEntries(parameters) as Record<string, string> }),
    },
    store.secret,
  )
}

/** `POST /v1/session-token`: a token that opens one agent's call. */
export const generateSessionToken: Handler = (store, { body }, nowMs) => {
  const read = readWish(body)
  if (E.isLeft(read)) return { store, response: read.left }
  const wish = read.right
  if (wish.agent_id === foreignAgentId(store.seed))
    return { store, response: refuse(403, 'agent belongs to another organization') }
  const agent = store.agents.get(wish.agent_id)
  if (agent === undefined) return { store, response: refuse(404, 'agent not found') }
  if (wish.version_id !== undefined && wish.version_id !== agent.versionId)
    return { store, response: refuse(400, 'version_id: expected a published version of this agent') }
  if (wish.transport === 'webrtc') return { store, response: refuse(503, 'webrtc is not configured') }
  return {
    store: { ...store, tokens: store.tokens + 1 },
    response: answer(200, { token: mint(store, wish, agent.versionId, nowMs) }),
  }
}
