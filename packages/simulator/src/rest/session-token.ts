import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'
import { decodeBase64, encodeBase64 } from '@vatel/audio'
import type { GenerateSessionTokenRequest } from '@vatel/core'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { Uuid } from '../rules/codecs.ts'
import { seededHex, seededUuid } from '../rules/seeded.ts'
import { noAgent } from './agents.ts'
import { answer, refuse, type RestResponse } from './http-message.ts'
import type { Handler } from './operation.ts'
import type { MediaServer, Store } from './store.ts'
import { foreignAgentId, type StoredAgent } from './stored-agent.ts'

/** Claims of a session token. */
const Claims = t.intersection([
  t.type({
    /** Id of the agent to call. */
    agent_id: t.string,
    /** Id of the agent's version. */
    version_id: t.string,
    /** Permitted uses: `voice`, and `chat` if it was requested. */
    scopes: t.readonlyArray(t.string),
    /** Issued at, in seconds since 1970. */
    iat: t.number,
    /** Expiry, in seconds since 1970. */
    exp: t.number,
    /** Unique id of the token. */
    jti: t.string,
  }),
  t.partial({
    /** Settings of the agent that this session overrides. */
    parameters: t.record(t.string, t.string),
    /** Values for the placeholders of the scenario. */
    variables: t.readonlyArray(t.type({ key: t.string, value: t.string })),
  }),
])
/** Claims of a session token. */
export type Claims = Readonly<t.TypeOf<typeof Claims>>

/** Reason why a token is rejected. */
export type TokenFault = 'no-token' | 'bad-signature' | 'expired'

const toUrl = (base64: string): string =>
  base64
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '')

const fromUrl = (text: string): Uint8Array => {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/')
  return decodeBase64(base64.padEnd(Math.ceil(base64.length / 4) * 4, '='))
}

const encoder = new TextEncoder()

const encode = (value: unknown): string => toUrl(encodeBase64(encoder.encode(JSON.stringify(value))))

/** Decodes a part of a token; `undefined` if it is no JSON. */
const decode = (part: string): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(fromUrl(part)))
  } catch {
    return undefined
  }
}

/**
 * Computed here and not by WebCrypto, which is asynchronous: in virtual time tokens and calls must be ready in the
 * same tick.
 */
const sign = (text: string, secret: string): string => toUrl(encodeBase64(hmac(sha256, secret, text)))

/** Writes a JWT (RFC 7519) signed with HS256 (RFC 7518 section 3.2). */
const writeJwt = (claims: object, secret: string): string => {
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${text}.${sign(text, secret)}`
}

/** Writes a session token. */
export const writeToken = (claims: Claims, secret: string): string => writeJwt(claims, secret)

/** Reads a session token of {@link writeToken} and checks signature and expiry, `atSeconds` after 1970. */
export const readToken = (token: string, secret: string, atSeconds: number): E.Either<TokenFault, Claims> => {
  const [header = '', body = '', signature, ...more] = token.split('.')
  if (signature === undefined || more.length > 0) return E.left('no-token')
  if (signature !== sign(`${header}.${body}`, secret)) return E.left('bad-signature')
  const claims = decode(body)
  if (!Claims.is(claims)) return E.left('no-token')
  return claims.exp <= atSeconds ? E.left('expired') : E.right(claims)
}

const ids = ['agent_id', 'version_id', 'chat_id'] as const

/** Fields of a request that a session token carries as `parameters`. */
const parameterNames = ['chat_id', 'first_message', 'prompt'] as const

const parametersOf = (request: GenerateSessionTokenRequest): Readonly<Record<string, string>> =>
  Object.fromEntries(
    parameterNames.flatMap((name) => {
      const value = request[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )

const times = ({ tokenRules }: Store, nowMs: number) => {
  const iat = Math.floor(nowMs / 1_000)
  return { iat, exp: iat + (tokenRules.lifetimeSecs ?? 300) }
}

const mint = (store: Store, request: GenerateSessionTokenRequest, versionId: string, nowMs: number): string =>
  writeToken(
    {
      agent_id: request.agent_id.toLowerCase(),
      version_id: versionId,
      scopes: request.chat === true ? ['voice', 'chat'] : ['voice'],
      ...times(store, nowMs),
      jti: seededHex(16, store.seed, 'token', store.tokens),
      parameters: parametersOf(request),
      ...(request.variables === undefined ? {} : { variables: request.variables }),
    },
    store.secret,
  )

/** WebRTC part of a session: room, participant, and a token of LiveKit that admits it. */
const mediaOf = (
  store: Store,
  request: GenerateSessionTokenRequest,
  webrtc: string | MediaServer,
  nowMs: number,
) => {
  const { url, key = 'devkey', secret = 'secret' } = typeof webrtc === 'string' ? { url: webrtc } : webrtc
  const room = `call-${seededUuid(store.seed, 'room', store.tokens)}`
  const identity = `user-${seededHex(12, store.seed, 'identity', store.tokens)}`
  const { agent_id, version_id, prompt, first_message } = request
  const attributes = { agent_id, version_id, prompt, first_message }
  const video = { room, roomJoin: true, canPublish: true, canSubscribe: true }
  const { iat, exp } = times(store, nowMs)
  const claims = { iss: key, sub: identity, iat, nbf: iat, exp, video, attributes }
  return { room, identity, url, webrtc_token: writeJwt(claims, secret) }
}

const requestIssue = (store: Store, request: GenerateSessionTokenRequest): RestResponse | undefined => {
  const malformed = ids.find((name) => request[name] !== undefined && !Uuid.is(request[name]))
  if (malformed !== undefined) return refuse(400, `${malformed}: expected a UUID`)
  return request.agent_id === foreignAgentId(store.seed)
    ? refuse(403, 'agent belongs to another organization')
    : undefined
}

const respondTo = (
  store: Store,
  agent: StoredAgent,
  request: GenerateSessionTokenRequest,
  nowMs: number,
): RestResponse => {
  const versionId = request.version_id?.toLowerCase() ?? agent.activeVersionId
  if (agent.settings.status === 'inactive') return refuse(404, 'the agent is inactive')
  if (!agent.versions.some(({ id, publishedAtMs }) => id === versionId && publishedAtMs !== undefined))
    return refuse(400, 'version_id: expected a published version of this agent')
  const token = mint(store, request, versionId, nowMs)
  if (request.transport !== 'webrtc') return answer(200, { token })
  const { webrtc } = store.services
  return webrtc === undefined
    ? refuse(503, 'webrtc is not configured')
    : answer(200, { token, ...mediaOf(store, request, webrtc, nowMs) })
}

/** `POST /v1/session-token`: creates a token for one call with an agent. */
export const generateSessionToken: Handler<GenerateSessionTokenRequest> = (store, { body }, nowMs) => {
  const issue = requestIssue(store, body)
  if (issue !== undefined) return { store, response: issue }
  const agent = store.agents.get(body.agent_id.toLowerCase())
  if (agent === undefined) return { store, response: noAgent }
  return { store: { ...store, tokens: store.tokens + 1 }, response: respondTo(store, agent, body, nowMs) }
}
