import { type CallOptions, openCall } from '../call/socket.ts'
import type { CallSocket } from '../call/connection.ts'
import {
  AbortedError,
  InvalidArgumentError,
  isVatelError,
  RefusedError,
  TimeoutError,
  UnreachableError,
  type VatelError,
} from '../errors.ts'
import { withTimeout } from '../net/deadline.ts'
import { retry } from '../net/retry.ts'
import { retryDelayMs } from '../net/retryable.ts'
import { operations } from './endpoints.ts'
import type { GenerateSessionTokenRequest, SessionTokenResponse } from './resources/session.ts'
import { type RequestContext, sendRequest } from './send-request.ts'
import { type Either, isLeft, left, right } from 'fp-ts/Either'

/** The agent to call and the start of the call, or a session token that was minted before. */
export type ConnectInput =
  | Omit<GenerateSessionTokenRequest, 'transport'>
  | {
      /** A session token from `session.generateToken`. It starts one call. */
      readonly token: string
    }

/** Options of the call; token and address come from the client. */
export type ConnectOptions = Omit<CallOptions, 'token' | 'baseUrl'>

type Result = Either<VatelError, CallSocket>

const maxAttempts = 3
const totalTimeoutMs = 20_000

/**
 * Starts a call: token and socket in one step. While no session has started nothing has been said, so a retryable failure
 * is repeated: three attempts in all, each with a new token, within 20 s. A given token serves for one attempt.
 */
export const connect = async (
  context: RequestContext,
  input: ConnectInput,
  options: ConnectOptions = {},
): Promise<Result> => {
  const given = Object(input) as object
  if ('transport' in given)
    return left(new InvalidArgumentError('input.transport', 'must be left out: a call is a WebSocket'))
  const isToken = 'token' in given
  if (isToken && Object.keys(given).length > 1)
    return left(new InvalidArgumentError('input', 'must be a token alone, or an agent_id without a token'))
  const { clock, budget, random, baseUrl } = context
  const { signal } = options
  const endsAtMs = clock.performance.now() + totalTimeoutMs
  const leftMs = () => Math.max(1, Math.floor(endsAtMs - clock.performance.now()))

  const mintToken = async (): Promise<Either<VatelError, string>> => {
    if ('token' in given) return right(given.token as string)
    const mint = sendRequest(context, operations.session.generateToken)
    const minted = await mint(input, {
      signal,
      timeoutMs: Math.min(leftMs(), context.timeoutMs),
      retries: 0,
    })()
    // The codec of the operation has checked it.
    if (!isLeft(minted)) return right((minted.right as SessionTokenResponse).token)
    const { left: error } = minted
    return left(
      error._tag === 'TimeoutError' ? new TimeoutError('token', error.afterMs, error.delivery) : error,
    )
  }

  /** Opens a call, once; an abort and the deadline end it at once. */
  const open = (token: string): Promise<Result> => {
    let call: CallSocket | undefined
    const start = async (): Promise<Result> => {
      try {
        call = openCall({ clock, ...options, token, baseUrl: baseUrl.href })
        await call.started
        return right(call)
      } catch (error) {
        // Other values may come from anywhere, such as a clock of the caller.
        return left(isVatelError(error) ? error : new UnreachableError(baseUrl.origin, 'not-sent'))
      }
    }
    return withTimeout(start, {
      clock,
      timeoutMs: leftMs(),
      signal,
      stage: 'connecting',
      onTimeout() {
        call?.close()
        return left(new TimeoutError('connecting', totalTimeoutMs))
      },
      // The platform may have started a session that was not announced yet.
      onAborted: () => left(new AbortedError(signal?.reason, 'unknown')),
    })
  }

  return retry({
    clock,
    budget,
    signal,
    endsAtMs,
    async run() {
      const minted = await mintToken()
      return isLeft(minted) ? minted : open(minted.right)
    },
    waitMs: (error, attempt) =>
      error.retryable && !isToken && attempt < maxAttempts
        ? retryDelayMs(attempt, error instanceof RefusedError ? error.retryAfterMs : undefined, random)
        : undefined,
  })
}
