import { type Clock, systemClock } from '../clock.ts'
import { isFields, issuesOf, partial } from '../codec/codec.ts'
import { assertArgument, assertOptions, isVatelError, RefusedError } from '../errors.ts'
import type { Client } from './client.ts'
import { readText } from './read-response.ts'
import { GenerateSessionTokenRequest, type SessionTokenResponse } from './resources/session.ts'
import { isLeft } from 'fp-ts/Either'

/** Parameters of a call that a server may leave to the page. A prompt is not among them. */
export type PageParameter = Exclude<keyof GenerateSessionTokenRequest, 'agent_id' | 'prompt'>

/** The parameters that the page sent, checked: the agent it asks for, and those that the server allows. */
export type PageParameters = Readonly<Partial<Pick<GenerateSessionTokenRequest, 'agent_id' | PageParameter>>>

/** The permission for one call. Its parameters take the place of those that the page sent. */
export interface TokenGrant extends GenerateSessionTokenRequest {
  /** Identifies the caller for the limit: the id of a user or of a session, or an address. */
  readonly caller: string
}

/** Limits the tokens of each caller. */
export interface CallerLimit {
  /** Counts a token; returns the milliseconds until the caller may ask again, and 0 when it may have one now. */
  take(caller: string): number | Promise<number>
}

/** Options of `createCallerLimit`. */
export interface CallerLimitOptions {
  /**
   * The most tokens of a caller within the time.
   *
   * @defaultValue `10`
   */
  readonly most?: number
  /**
   * The time in milliseconds, from the first token of the caller on.
   *
   * @defaultValue `60_000` - one minute
   */
  readonly withinMs?: number
  /** Measures the time. */
  readonly clock?: Clock
}

/** Callers that are remembered; the one that began first is forgotten first. */
const mostCallers = 10_000

/**
 * Creates a limit that counts in the memory of this process. Several processes count apart: give `sessionTokenHandler` a
 * `CallerLimit` of your own that counts in a database.
 *
 * @example
 * const limit = createCallerLimit({ most: 3, withinMs: 60_000 })
 * const handler = sessionTokenHandler({ client: vatel, authorize, limit })
 *
 * @throws {InvalidArgumentError} when an option is not above 0
 */
export const createCallerLimit = ({
  most = 10,
  withinMs = 60_000,
  clock = systemClock,
}: CallerLimitOptions = {}): CallerLimit => {
  assertArgument(most > 0, 'most', 'be above 0')
  assertArgument(withinMs > 0, 'withinMs', 'be above 0')
  const windows = new Map<string, { readonly endsAtMs: number; tokens: number }>()
  return {
    take(caller) {
      const nowMs = clock.performance.now()
      const window = windows.get(caller)
      if (window !== undefined && nowMs < window.endsAtMs) {
        if (window.tokens >= most) return window.endsAtMs - nowMs
        window.tokens += 1
        return 0
      }
      windows.delete(caller)
      windows.set(caller, { endsAtMs: nowMs + withinMs, tokens: 1 })
      const [oldest = ''] = windows.keys()
      if (windows.size > mostCallers) windows.delete(oldest)
      return 0
    },
  }
}

/** Options of `sessionTokenHandler`. */
export interface SessionTokenHandlerOptions {
  /** Mints the tokens, with the key that stays on the server. */
  readonly client: { readonly session: Pick<Client['session'], 'generateToken'> }
  /**
   * Decides who may call which agent. Returns the permission, or `undefined` to refuse with 403. `parameters` has the
   * agent that the page asks for, and what else the server allows: the page may send anything there, so check it.
   */
  readonly authorize: (
    request: Request,
    parameters: PageParameters,
  ) => TokenGrant | undefined | Promise<TokenGrant | undefined>
  /**
   * Parameters that the page may choose. A request with any other is refused with 400.
   *
   * @defaultValue none
   */
  readonly parameters?: readonly PageParameter[]
  /**
   * Other origins whose pages may ask, such as `https://app.example.com`. They get CORS headers.
   *
   * @defaultValue none - only pages of the server's own origin
   */
  readonly origins?: readonly string[]
  /**
   * Limits the tokens of each caller.
   *
   * @defaultValue `createCallerLimit()` - 10 in a minute, counted in this process
   */
  readonly limit?: CallerLimit
  /**
   * Receives the error behind a response of 500 or above, which the page does not see.
   *
   * @defaultValue `console.error`
   */
  readonly onError?: (error: unknown) => void
}

/** A response in one line of JSON. */
interface Answer {
  readonly status: number
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}

const refuse = (status: number, error: string, headers: Answer['headers'] = {}): Answer => ({
  status,
  body: { error },
  headers,
})

const later = (status: number, error: string, waitMs: number): Answer =>
  refuse(status, error, { 'retry-after': `${Math.max(1, Math.ceil(waitMs / 1_000))}` })

/** The largest body of a request, in bytes. */
const maxBodyBytes = 65_536

/** Returns true when no page of another site sent the request (Fetch Metadata, and RFC 6454 where that is missing). */
const isOwnOrigin = ({ headers, url }: Request, origin: string | null): boolean => {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  // Programs that are no browsers send neither.
  if (origin === null) return true
  try {
    return new URL(origin).host === (headers.get('host') ?? new URL(url).host)
  } catch {
    return false
  }
}

/** Reads the parameters of the page, or the refusal of what the server does not allow. */
const readParameters = async (
  request: Request,
  allowed: readonly string[],
): Promise<PageParameters | Answer> => {
  const text = await readText(request, maxBodyBytes)
  if (isLeft(text)) return refuse(400, text.left.issues.join('; '))
  if (text.right === '') return {}
  // A form of another site cannot have this type without a preflight.
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    return refuse(415, 'send the parameters as application/json')
  let body: unknown
  try {
    body = JSON.parse(text.right)
  } catch {
    return refuse(400, 'the body is not JSON')
  }
  if (!isFields(body)) return refuse(400, 'the body is not a JSON object')
  const other = Object.keys(body).find((name) => !allowed.includes(name))
  if (other !== undefined)
    return refuse(400, `${other.slice(0, 64)}: this server does not let a page choose it`)
  const [issue] = issuesOf(partial(GenerateSessionTokenRequest.props), body)
  return issue === undefined ? body : refuse(400, issue)
}

const isAnswer = (value: PageParameters | Answer): value is Answer => 'status' in value

const mediaFields = ['token', 'room', 'identity', 'url', 'webrtc_token'] as const

/** Returns the documented fields of the response: what the platform adds is not for the page. */
const tokenBody = (minted: SessionTokenResponse): object =>
  Object.fromEntries(
    mediaFields.flatMap((name) => (minted[name] === undefined ? [] : [[name, minted[name]]])),
  )

const headersFor = (origin: string | null, trusted: readonly string[]): Record<string, string> => ({
  'cache-control': 'no-store',
  'content-type': 'application/json',
  vary: 'origin',
  'x-content-type-options': 'nosniff',
  ...(origin !== null &&
    trusted.includes(origin) && {
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'content-type, authorization',
      'access-control-allow-methods': 'POST',
      'access-control-expose-headers': 'retry-after',
    }),
})

/**
 * Creates the endpoint of a server that mints session tokens for its pages: a function from `Request` to `Response`. A
 * page posts the parameters of a call as JSON and gets `{ token }`, or `{ error }` in one line, which never has the API key
 * or a text of the platform.
 *
 * @throws {InvalidArgumentError} when `parameters` has a name that a page may not choose, such as `prompt`; in JavaScript also
 * without `client` or `authorize`, and for an unknown option
 *
 * @example
 * const handler = sessionTokenHandler({
 *   client: createClient({ apiKey }),
 *   authorize: async (request) => {
 *     const user = await userOf(request)
 *     return user && { caller: user.id, agent_id: 'your-agent-id' }
 *   },
 * })
 */
export const sessionTokenHandler = (
  options: SessionTokenHandlerOptions,
): ((request: Request) => Promise<Response>) => {
  // A program in JavaScript may leave the options out: the check of `authorize` says so.
  const given = Object(options) as SessionTokenHandlerOptions
  assertOptions<SessionTokenHandlerOptions>(given, {
    client: true,
    authorize: true,
    parameters: true,
    origins: true,
    limit: true,
    onError: true,
  })
  const {
    client,
    authorize,
    parameters = [],
    origins = [],
    limit = createCallerLimit(),
    // eslint-disable-next-line no-console -- the page does not see the reason, and a program without a logger would lose it
    onError = (error) => console.error(error),
  } = given
  const choosable: readonly string[] = Object.keys(GenerateSessionTokenRequest.props).filter(
    (name) => name !== 'agent_id' && name !== 'prompt',
  )
  assertArgument(
    typeof authorize === 'function',
    'authorize',
    'be a function that decides who may call which agent',
  )
  const { session } = Object(client) as Partial<SessionTokenHandlerOptions['client']>
  assertArgument(typeof session?.generateToken === 'function', 'client', 'be a client, as of createClient')
  for (const name of parameters)
    assertArgument(
      choosable.includes(name),
      'parameters',
      `be some of ${choosable.join(', ')}: set ${name} in the result of authorize`,
    )
  for (const origin of origins)
    assertArgument(
      /^[a-z][\w+.-]*:\/\/[^/]+$/i.test(origin),
      'origins',
      `be origins with a scheme and without a path, such as https://app.example.com, not ${origin}`,
    )
  const allowed = ['agent_id', ...parameters]
  const mint = async (request: Request, wish: PageParameters): Promise<Answer> => {
    const granted = await authorize(request, wish)
    // In JavaScript `null` and `false` refuse as well.
    if (!granted) return refuse(403, 'you may not call this agent')
    const { caller, ...fixed } = granted
    // A permission without its agent would let the page choose one.
    assertArgument(
      typeof caller === 'string' && typeof fixed.agent_id === 'string',
      'authorize',
      'return a permission with caller and agent_id, or undefined',
    )
    const waitMs = await limit.take(caller)
    if (waitMs > 0) return later(429, 'too many calls: try again later', waitMs)
    const { signal } = request
    return {
      status: 200,
      body: tokenBody(await client.session.generateToken({ ...wish, ...fixed }, { signal })),
    }
  }
  const answer = async (request: Request, origin: string | null): Promise<Answer> => {
    if (!isOwnOrigin(request, origin) && !origins.includes(origin ?? ''))
      return refuse(403, 'this page may not ask for a token')
    if (request.method === 'OPTIONS') return { status: 204, body: {} }
    if (request.method !== 'POST') return refuse(405, 'ask with POST', { allow: 'POST' })
    const wish = await readParameters(request, allowed)
    if (isAnswer(wish)) return wish
    try {
      return await mint(request, wish)
    } catch (error) {
      onError(error)
      return isVatelError(error) && error.retryable
        ? later(
            503,
            'no token could be made: try again later',
            (error instanceof RefusedError && error.retryAfterMs) || 0,
          )
        : refuse(500, 'no token could be made')
    }
  }
  return async (request) => {
    const origin = request.headers.get('origin')
    const { status, body, headers } = await answer(request, origin)
    return new Response(status === 204 ? null : JSON.stringify(body), {
      status,
      headers: { ...headersFor(origin, origins), ...headers },
    })
  }
}
