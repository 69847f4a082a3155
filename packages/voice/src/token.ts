import {
  defaultBaseUrl,
  InvalidArgumentError,
  openCall,
  parseBaseUrl,
  RefusedError,
  retryAfterMs,
  UnreachableError,
  withTimeout,
  type CallConnection,
  type Clock,
  type GenerateSessionTokenRequest,
  type WebSocketClass,
} from '@vatel/core'

/**
 * Parameters of one call: those of a session token, such as `agent_id`, `first_message`, `prompt` and `variables`, and any
 * other that your server takes. Plain data.
 */
export type VoiceCallParameters = Partial<Omit<GenerateSessionTokenRequest, 'transport'>> &
  Readonly<Record<string, unknown>>

/** A platform inside the page; what `simulatePlatform` of `@vatel/simulator` returns fits. */
export interface InPagePlatform {
  /** The base URL that its `WebSocket` answers to. */
  readonly url: string
  readonly WebSocket: WebSocketClass
  /** Creates a session token. */
  readonly mintToken: (request?: Partial<GenerateSessionTokenRequest>) => string
}

/** Creates a session token for one call, or returns a platform inside the page. */
export type TokenFunction = (
  parameters: VoiceCallParameters,
  context: {
    /** Aborts when the call is stopped before it has begun. */
    readonly signal: AbortSignal
  },
) => string | InPagePlatform | Promise<string | InPagePlatform>

/**
 * The source of session tokens. A text is the address of your server, which answers a POST with `{ "token": … }` and gets
 * the parameters of the call as JSON. An API key is refused: a page must not hold one.
 */
export type TokenSource = string | TokenFunction | InPagePlatform

/** The longest sentence of a server that an error shows, in characters. */
const maxReason = 200

const platformHost = new URL(defaultBaseUrl).host

const isAddress = (text: string): boolean => /^(\.{0,2}\/|https?:\/\/)/i.test(text)

const isPlatform = (value: unknown): value is InPagePlatform => 'mintToken' in (Object(value) as object)

/** Refuses options that hold an API key. @throws {InvalidArgumentError} */
export const refuseApiKey = (options: object): void => {
  if ('apiKey' in options)
    throw new InvalidArgumentError(
      'apiKey',
      'must stay on your server: pass the address that mints session tokens as `token`',
    )
}

/** Checks the source of tokens and the address of the platform. @throws {InvalidArgumentError} */
export const assertSources = (options: {
  readonly token: TokenSource
  readonly baseUrl?: string | undefined
}): void => {
  if (options.baseUrl !== undefined) parseBaseUrl(options.baseUrl)
  const { token } = options
  if (typeof token === 'function' || isPlatform(token)) return
  // In JavaScript it may be anything.
  if (!isAddress(token)) {
    // A path without its slash is shown; a key, which no text may show, has no slash or has capitals.
    const shown = /^[^A-Z]+\/[^A-Z]*$/.test(token) ? ` with its slash, not '${token}'` : ''
    throw new InvalidArgumentError(
      'token',
      `must be the address of your server, such as '/api/session-token'${shown}, a function that returns a session token, or a simulator; never an API key`,
    )
  }
  if (token.includes(`//${platformHost}`))
    throw new InvalidArgumentError(
      'token',
      `must be an address of your own server: ${platformHost} requires the API key, which a page must not hold`,
    )
}

/** Returns the fields of JSON; none for any other text. */
const fieldsIn = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return Object(JSON.parse(text)) as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}

/**
 * Returns the sentence of a server in a refusal: the `error` of JSON, or a short line of text, never a page of HTML or other
 * JSON. The text of a server that has failed says nothing to the user.
 */
const reasonIn = (status: number, text: string): string => {
  const { error, message = status < 500 ? text : '' } = fieldsIn(text)
  const reason = error ?? message
  return typeof reason === 'string' && reason.length <= maxReason && !/^\s*[<{[]/.test(reason)
    ? reason.trim()
    : ''
}

/** Returns scheme, host and port of an address, which may be relative to the page. */
const originOf = (address: string): string =>
  /^https?:/i.test(address) ? new URL(address).origin : 'the server of this page'

/** Requests a token from the server of the page. @throws {RefusedError | UnreachableError | InvalidArgumentError} */
const requestToken = async (
  address: string,
  parameters: VoiceCallParameters,
  { signal, fetch }: TokenContext,
): Promise<string> => {
  let response: Response
  let text: string
  try {
    const headers = { 'content-type': 'application/json' }
    response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(parameters), signal })
    text = await response.text()
  } catch (error) {
    throw new UnreachableError(originOf(address), 'unknown', undefined, error as Error)
  }
  if (!response.ok)
    throw new RefusedError(
      response.status,
      reasonIn(response.status, text),
      retryAfterMs(response.headers.get('retry-after'), response.headers.get('date'), Date.now()),
    )
  const { token } = fieldsIn(text)
  if (typeof token !== 'string')
    throw new InvalidArgumentError(
      'token',
      `must be in the answer of ${address}: answer the POST with the JSON { "token": "…" }`,
    )
  return token
}

/** The world that a token comes from. */
export interface TokenContext {
  readonly signal: AbortSignal
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** The address of the platform. */
  readonly baseUrl: string | undefined
}

/**
 * Gets a token and opens a call with it.
 *
 * @throws {RefusedError} when the server of the page answers with an error status
 * @throws {UnreachableError} when the server cannot be reached
 * @throws {TimeoutError} when no token has come within 20 s
 * @throws {InvalidArgumentError} when the answer or the function has no token
 */
export const openConnection = async (
  source: TokenSource,
  parameters: VoiceCallParameters,
  context: TokenContext,
): Promise<CallConnection> => {
  const { signal, clock, baseUrl } = context
  const mint = async () => {
    if (typeof source === 'string') return requestToken(source, parameters, context)
    return typeof source === 'function' ? source(parameters, { signal }) : source
  }
  const minted: unknown = await withTimeout(mint, {
    stage: 'token',
    signal,
    clock,
  })
  if (isPlatform(minted)) {
    const { url, WebSocket } = minted
    return openCall({ token: minted.mintToken(parameters), baseUrl: url, WebSocket, signal, clock })
  }
  if (typeof minted !== 'string')
    throw new InvalidArgumentError(
      'token',
      `must return a text, and returned ${typeof minted}: return (await response.json()).token`,
    )
  return openCall({ token: minted, signal, clock, ...(baseUrl !== undefined && { baseUrl }) })
}
