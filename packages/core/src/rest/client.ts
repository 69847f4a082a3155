import { isLeft } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { CallSocket } from '../call/connection.ts'
import { remember } from '../call/uplink.ts'
import { type Clock, systemClock } from '../clock.ts'
import type { Codec } from '../codec/codec.ts'
import { assertArgument, assertOptions, InvalidArgumentError } from '../errors.ts'
import { defaultBaseUrl, parseBaseUrl } from '../net/base-url.ts'
import { createRetryBudget } from '../net/retry.ts'
import {
  buildCustomRequest,
  checkCount,
  type CustomRequestOptions,
  type RequestOptions,
} from './build-request.ts'
import { connect, type ConnectInput, type ConnectOptions } from './connect.ts'
import { type ArgumentsOf, type Endpoint, operations, type Operations, type ResponseOf } from './endpoints.ts'
import type { CallRecord, CallsQuery, PaginatedCallsResponse } from './resources/calls.ts'
import { type RequestContext, type RequestError, requestTask, sendRequest } from './send-request.ts'

type ListCalls = (query: CallsQuery, options?: RequestOptions) => Promise<PaginatedCallsResponse>

/** The most ids of calls that are compared: ten pages of the largest size. */
const maxRemembered = 1_000

/** Iterators over all calls that a query finds. */
export interface Pages {
  /** Iterates over pages from `query.page` or the first on. Each page is fetched when it is asked for. */
  pages(query?: CallsQuery, options?: RequestOptions): AsyncGenerator<PaginatedCallsResponse, void>
  /** Iterates over calls, each once. A page is fetched when the one before it is used up. */
  all(query?: CallsQuery, options?: RequestOptions): AsyncGenerator<CallRecord, void>
}

/** Creates the iterators of a list. Nothing is fetched once the reader stops. */
export const paged = (list: ListCalls): Pages => {
  async function* pages(query: CallsQuery = {}, options?: RequestOptions) {
    const wanted = { ...query }
    for (let page = wanted.page ?? 1; ; page += 1) {
      const found = await list({ ...wanted, page }, options)
      yield found
      // An empty page ends it, too: a platform that always says there is more would be asked for ever.
      if (!found.pagination.has_next || found.calls.length === 0) return
    }
  }
  async function* all(query?: CallsQuery, options?: RequestOptions) {
    // A call that begins meanwhile moves others to the next page.
    const seen = new Set<string>()
    for await (const { calls } of pages(query, options))
      for (const call of calls) {
        const { id } = call
        if (id !== undefined && seen.has(id)) continue
        if (id !== undefined) remember(seen, id, maxRemembered)
        yield call
      }
  }
  return { pages, all }
}

/** Options of `createClient`. */
export interface ClientOptions {
  /** The organization's API key, or a function that returns it. It stays on servers: browsers get session tokens. */
  readonly apiKey: string | (() => string | Promise<string>)
  /**
   * The address of the platform.
   *
   * @defaultValue `https://api.vatel.ai`
   */
  readonly baseUrl?: string
  /** Used instead of the environment's `fetch`. */
  readonly fetch?: typeof fetch
  /**
   * The longest time of one attempt, its whole response included, in milliseconds.
   *
   * @defaultValue `30_000` - thirty seconds
   */
  readonly timeoutMs?: number
  /**
   * The most repetitions of a failed attempt. What may have been carried out is repeated only where that does no harm: a
   * `dial` is never sent twice.
   *
   * @defaultValue `2` - three attempts in all
   */
  readonly retries?: number
  /**
   * Allows the organization's key in a browser, where every visitor can read it.
   *
   * @defaultValue `false`
   */
  readonly exposeApiKeyInBrowser?: boolean
  /** Measures the deadlines. */
  readonly clock?: Clock
}

/**
 * An operation as a method: path parameters, then body or query, then options.
 *
 * @throws {VatelError} (as a rejection) one of `RequestError`
 */
export type Method<E extends Endpoint<Codec>> = (
  ...args: [...ArgumentsOf<E>, options?: RequestOptions]
) => Promise<ResponseOf<E>>

/** Every operation of the REST API, by group and name. */
export type Methods = {
  readonly [G in keyof Operations]: {
    readonly [M in keyof Operations[G]]: Operations[G][M] extends Endpoint<Codec>
      ? Method<Operations[G][M]>
      : never
  }
}

/** An operation as a task of fp-ts, which does nothing until it is run. */
export type Task<E extends Endpoint<Codec>> = (
  ...args: [...ArgumentsOf<E>, options?: RequestOptions]
) => TaskEither<RequestError, ResponseOf<E>>

/** Every operation of the REST API as a task, by group and name. */
export type Tasks = {
  readonly [G in keyof Operations]: {
    readonly [M in keyof Operations[G]]: Operations[G][M] extends Endpoint<Codec>
      ? Task<Operations[G][M]>
      : never
  }
}

/** The REST API of the platform with one organization's key. */
export interface Client extends Methods {
  /** Stored calls: one by id, one page, or all that a query finds. */
  readonly calls: Methods['calls'] & Pages
  /**
   * Starts a call with an agent: mints a session token and opens the socket with it. Resolves when the session has
   * started. A retryable failure before that is repeated: three attempts in all, each with a new token, within 20 s.
   * `{ token }` starts a call with a token that was minted before, in one attempt. The signal also closes the call once
   * it has started.
   *
   * @throws {VatelError} (as a rejection) the error of the last attempt
   */
  connect(input: ConnectInput, options?: ConnectOptions): Promise<CallSocket>
  /**
   * Sends a request to any path of the platform, such as one that is newer than this package, with the client's key,
   * deadline and retries. Resolves with the JSON of the response, unchecked; `undefined` when it is empty.
   *
   * @throws {VatelError} (as a rejection) one of `RequestError`
   *
   * @example
   * await vatel.request('POST', '/v1/anything', { body: { name: 'x' } })
   */
  request(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options?: CustomRequestOptions,
  ): Promise<unknown>
}

const maxKeyLength = 4_096

/** Checks an API key; the error never quotes it. */
const checkApiKey = (key: unknown): string => {
  assertArgument(
    typeof key === 'string' && key.length <= maxKeyLength && /^[\x21-\x7e]+$/.test(key),
    'apiKey',
    'be your organization API key, which a server reads from its environment: ASCII without spaces, not empty',
  )
  return key
}

/** Calls the function that returns the API key. */
const fetchApiKey = async (apiKey: () => string | Promise<string>): Promise<string> => {
  let key: string
  try {
    key = await apiKey()
  } catch (error) {
    throw new InvalidArgumentError('apiKey', 'its function failed: see the cause', error)
  }
  return checkApiKey(key)
}

/** Returns true in a window or a worker: every browser's user agent begins with Mozilla, and no server runtime's does. */
const inBrowser = (): boolean => {
  const { navigator } = globalThis as { readonly navigator?: { readonly userAgent?: string } }
  return ('document' in globalThis && 'window' in globalThis) || /^Mozilla/.test(navigator?.userAgent ?? '')
}

/**
 * Checks the options of a client and completes them with the environment. A program in JavaScript may leave them out:
 * the check of the key says so.
 *
 * @throws {InvalidArgumentError} when an option cannot be used
 */
export const createContext = (options: ClientOptions = { apiKey: '' }): RequestContext => {
  assertOptions<ClientOptions>(options, {
    apiKey: true,
    baseUrl: true,
    fetch: true,
    timeoutMs: true,
    retries: true,
    exposeApiKeyInBrowser: true,
    clock: true,
  })
  const { apiKey, baseUrl = defaultBaseUrl, timeoutMs = 30_000, retries = 2, clock = systemClock } = options
  assertArgument(
    options.exposeApiKeyInBrowser === true || !inBrowser(),
    'apiKey',
    'stay on a server: give browsers session tokens',
  )
  if (typeof apiKey !== 'function') checkApiKey(apiKey)
  return {
    baseUrl: parseBaseUrl(baseUrl),
    apiKey: async () => (typeof apiKey === 'function' ? fetchApiKey(apiKey) : apiKey),
    timeoutMs: checkCount('timeoutMs', timeoutMs, 1),
    retries: checkCount('retries', retries, 0),
    // A browser's fetch must be called as a function of the window, not of our object.
    fetch: options.fetch ?? ((...args) => globalThis.fetch(...args)),
    clock,
    random: Math.random,
    budget: createRetryBudget(),
  }
}

const mapValues = <A, B>(fields: Readonly<Record<string, A>>, change: (value: A) => B) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value)]))

/** Creates a method for each row of the table; `convert` makes its task what the caller expects. */
export const createMethods = (
  context: RequestContext,
  convert: (task: TaskEither<RequestError, unknown>) => unknown,
): unknown =>
  mapValues<Readonly<Record<string, Endpoint<Codec>>>, unknown>(operations, (rows) =>
    mapValues(rows, (endpoint) => {
      const send = sendRequest(context, endpoint)
      return (...args: readonly unknown[]) => convert(send(...args))
    }),
  )

/** Runs a task; a failure that is a value becomes a rejection here, and nowhere else. */
const toPromise = async <A>(task: TaskEither<Error, A>): Promise<A> => {
  const result = await task()
  if (isLeft(result)) throw result.left
  return result.right
}

/**
 * Creates a client of the platform's REST API.
 *
 * @throws {InvalidArgumentError} when an option cannot be used
 *
 * @example
 * const vatel = createClient({ apiKey })
 * const agents = await vatel.agents.list()
 */
export const createClient = (options: ClientOptions): Client => {
  const context = createContext(options)
  const methods = createMethods(context, toPromise) as Methods
  return {
    ...methods,
    calls: { ...methods.calls, ...paged(methods.calls.list) },
    connect: (input, call) => toPromise(() => connect(context, input, call)),
    request: (method, path, options) =>
      toPromise(
        requestTask(context, { method, response: 'any', retryable: /^(GET|PUT|DELETE)$/.test(method) }, () =>
          buildCustomRequest(context.baseUrl, path, options),
        ),
      ),
  }
}
