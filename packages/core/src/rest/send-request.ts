import { systemFailure } from '#environment'
import type { Clock } from '../clock.ts'
import type { Codec } from '../codec/codec.ts'
import {
  AbortedError,
  InvalidArgumentError,
  type InvalidResponseError,
  type RedirectedError,
  type RefusedError,
  TimeoutError,
  type UnreachableError,
} from '../errors.ts'
import { withTimeout } from '../net/deadline.ts'
import { unreachable } from '../net/failure.ts'
import { retry, type RetryBudget } from '../net/retry.ts'
import { askedDelayMs } from '../net/retryable.ts'
import { buildRequest, type PreparedRequest } from './build-request.ts'
import type { Endpoint, Operation } from './endpoints.ts'
import { readResponse } from './read-response.ts'
import { isLeft, left, right, type Either } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'

/** The error of a failed request. */
export type RequestError =
  | AbortedError
  | InvalidResponseError
  | InvalidArgumentError
  | RedirectedError
  | RefusedError
  | TimeoutError
  | UnreachableError

/** The settings of a client, and the parts of the environment that its requests use. */
export interface RequestContext {
  readonly baseUrl: URL
  /** Returns the API key, checked. */
  readonly apiKey: () => Promise<string>
  readonly timeoutMs: number
  readonly retries: number
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** Returns a number from 0 up to 1, to spread retries. */
  readonly random: () => number
  readonly budget: RetryBudget
}

/** The longest time of all attempts and the waits between them, unless one attempt may take longer. */
const totalTimeoutMs = 120_000

/** The longest wait that a server may ask for; with a longer one the request fails at once. */
const maxRetryAfterMs = 60_000
const maxBackOffMs = 8_000
const firstBackOffMs = 500
const minWaitMs = 100

const initOf = (
  { method, response }: Operation<Codec>,
  { body, options }: PreparedRequest,
  key: string,
  signal: AbortSignal,
): RequestInit => ({
  method,
  headers: {
    ...options.headers,
    authorization: `Bearer ${key}`,
    accept: response === 'stream' ? 'audio/wav' : 'application/json',
    ...(body && { 'content-type': 'application/json' }),
  },
  body,
  redirect: 'manual',
  signal,
})

/** Makes one attempt: gets the key, sends the request and reads its whole response, all within the time limit. */
const attemptRequest = (
  { fetch, clock, apiKey }: RequestContext,
  operation: Operation<Codec>,
  request: PreparedRequest,
  timeoutMs: number,
): Promise<Either<RequestError, unknown>> => {
  const { url, options, secrets } = request
  const { signal } = options
  const connection = new AbortController()
  const drop = () => connection.abort()
  const hidden = [...secrets]
  // `fetch` may quote the address and what it sends.
  const failure = (error: unknown) =>
    unreachable(systemFailure(error), url.origin, [url.href, url.search, ...hidden])
  let delivery: 'not-sent' | 'unknown' = 'not-sent'
  let stage: 'request' | 'answer' = 'request'
  const stopped = (error: RequestError) => {
    drop()
    return left(error)
  }
  const send = async (): Promise<Either<RequestError, unknown>> => {
    try {
      const key = await apiKey()
      hidden.push(key)
      // The caller may have got a TimeoutError meanwhile.
      connection.signal.throwIfAborted()
      delivery = 'unknown'
      const response = await fetch(url, initOf(operation, request, key, connection.signal))
      stage = 'answer'
      const download = { clock, origin: url.origin, signal, timeoutMs, failure, stop: drop }
      const result = await readResponse(operation, response, hidden, download)
      // An unread body keeps a connection busy.
      if (isLeft(result)) drop()
      return result
    } catch (error) {
      return left(error instanceof InvalidArgumentError ? error : failure(error))
    }
  }
  // Not left to `fetch`: the function that returns the key takes no signal, and a custom `fetch` may ignore it.
  return withTimeout(send, {
    clock,
    timeoutMs,
    signal,
    stage,
    onTimeout: () => stopped(new TimeoutError(stage, timeoutMs, delivery)),
    onAborted: () => stopped(new AbortedError(signal?.reason, delivery)),
  })
}

/**
 * Returns whether a failed attempt may be repeated. What may have been carried out is repeated only where that does no
 * harm: a telephone must not ring twice.
 */
const mayRepeat = ({ once, retryable: isIdempotent }: Operation<Codec>, error: RequestError): boolean =>
  error.retryable &&
  (error.delivery === 'not-sent' ||
    (!once && (isIdempotent || (error._tag === 'RefusedError' && error.status === 429))))

/** Returns the milliseconds to wait before the next attempt; `undefined` when there must not be one. */
export const waitBeforeRetryMs = (
  operation: Operation<Codec>,
  error: RequestError,
  attempt: number,
  random: () => number,
): number | undefined => {
  if (!mayRepeat(operation, error)) return undefined
  const askedMs = error._tag === 'RefusedError' ? error.retryAfterMs : undefined
  if ((askedMs ?? 0) > maxRetryAfterMs) return undefined
  // Full jitter, so that clients that failed together do not come back together.
  const ownMs = random() * Math.min(maxBackOffMs, firstBackOffMs * 2 ** (attempt - 1))
  return Math.max(minWaitMs, Math.min(maxRetryAfterMs, askedDelayMs(askedMs, random)) || ownMs)
}

/** Sends a prepared request, repeats it where that is allowed, and reads its response. */
const sendPrepared = (
  context: RequestContext,
  operation: Operation<Codec>,
  request: PreparedRequest,
): Promise<Either<RequestError, unknown>> => {
  const { clock, budget, random } = context
  const { timeoutMs = context.timeoutMs, retries = context.retries, signal } = request.options
  const endsAtMs = clock.performance.now() + Math.max(totalTimeoutMs, timeoutMs)
  return retry({
    clock,
    budget,
    signal,
    endsAtMs,
    async run(attempt) {
      const leftMs = endsAtMs - clock.performance.now()
      const result = await attemptRequest(context, operation, request, Math.min(timeoutMs, leftMs))
      if (!isLeft(result)) budget.earn()
      const isGone = isLeft(result) && result.left._tag === 'RefusedError' && result.left.status === 404
      return isGone && attempt > 1 && operation.response === 'nothing' ? right({ alreadyGone: true }) : result
    },
    waitMs: (error, attempt) =>
      attempt > retries ? undefined : waitBeforeRetryMs(operation, error, attempt, random),
  })
}

/** Creates a task that builds a request and sends it; an invalid argument becomes its failure. */
export const requestTask =
  (
    context: RequestContext,
    operation: Operation<Codec>,
    build: () => PreparedRequest,
  ): TaskEither<RequestError, unknown> =>
  async () => {
    try {
      return await sendPrepared(context, operation, build())
    } catch (error) {
      if (error instanceof InvalidArgumentError) return left(error)
      throw error
    }
  }

/** Returns the function behind one method of the client: checks its arguments, sends, retries, reads the response. */
export const sendRequest =
  (context: RequestContext, endpoint: Endpoint<Codec>) =>
  (...args: readonly unknown[]): TaskEither<RequestError, unknown> =>
    requestTask(context, endpoint, () => buildRequest(endpoint, context.baseUrl, args))
