import { decodeBase64, encodeBase64 } from '@vatel/audio'
import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'

/** What a session token says. */
const Claims = t.intersection([
  t.type({
    /** Whom it calls. */
    agent_id: t.string,
    /** Which version of the agent. */
    version_id: t.string,
    /** What it may be used for: `voice`, and `chat` when that was asked for. */
    scopes: t.readonlyArray(t.string),
    /** When it was made, in seconds since 1970. */
    iat: t.number,
    /** When it stops being good, in seconds since 1970. */
    exp: t.number,
    /** Tells it from every other. */
    jti: t.string,
  }),
  t.partial({
    /** What this session changes about the agent. */
    parameters: t.record(t.string, t.string),
  }),
])
/** What a session token says. */
export type Claims = Readonly<t.TypeOf<typeof Claims>>

/** Why a token is no good. */
export type TokenFault = 'no-token' | 'bad-signature' | 'expired'

const toUrl = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

const fromUrl = (text: string): Uint8Array => {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/')
  return decodeBase64(base64.padEnd(Math.ceil(base64.length / 4) * 4, '='))
}

const encoder = new TextEncoder()

const encode = (value: unknown): string => toUrl(encodeBase64(encoder.encode(JSON.stringify(value))))

/** Reads a part of a token; `undefined` is what no token holds. */
const decode = (part: string): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(fromUrl(part)))
  } catch {
    return undefined
  }
}

/** The calls and tokens must come out at the same moment in drawn time, so this is computed here and not by WebCrypto. */
const sign = (text: string, secret: string): string => toUrl(encodeBase64(hmac(sha256, secret, text)))

/** Writes a JWT (RFC 7519) signed with HS256 (RFC 7518 section 3.2). */
export const writeJwt = (claims: object, secret: string): string => {
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${text}.${sign(text, secret)}`
}

/** Writes a session token. */
export const writeToken = (claims: Claims, secret: string): string => writeJwt(claims, secret)

/** Reads a JWT that {@link writeToken} wrote with the same secret, at a moment in seconds since 1970. */
export const readToken = (token: string, secret: string, atSeconds: number): E.Either<TokenFault, Claims> => {
  const [header = '', body = '', signature, ...more] = token.split('.')
  if (signature === undefined || more.length > 0) return E.left('no-token')
  if (signature !== sign(`${header}.${body}`, secret)) return E.left('bad-signature')
  const claims = decode(body)
  if (!Claims.is(claims)) return E.left('no-token')
  return claims.exp <= atSeconds ? E.left('expired') : E.right(claims)
}
