import type { CallOptions } from '../call/call-options.ts'
import { openCall } from '../call/call-socket.ts'
import type { CallSocket } from '../call/socket-connection.ts'
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
import { tryAgain } from '../net/tries.ts'
import { endpoints } from './endpoints.ts'
import { request } from './request.ts'
import type { GenerateSessionTokenRequest, SessionTokenResponse } from './resources/session.ts'
import type { Settings, World } from './world.ts'
import { type Either, isLeft, left, right } from 'fp-ts/Either'

/** Which agent to call, and how the call begins. */
export type ConnectInput = Omit<GenerateSessionTokenRequest, 'transport'>

/** How a call is opened; token and address come from the client. */
export type ConnectOptions = Omit<CallOptions, 'token' | 'baseUrl'>

type Result = Either<VatelError, CallSocket>

const maxTries = 3
const wholeMs = 20_000

/** A quarter of a second, then full jitter up to twice as much with each try, five seconds at most. */
const waitBeforeTryMs = (triesMade: number, error: VatelError, random: () => number): number => {
  const ownMs = 250 + random() * Math.min(5_000, 1_000 * 2 ** triesMade)
  const askedMs = error instanceof RefusedError ? (error.retryAfterMs ?? 0) : 0
  return Math.max(ownMs, askedMs * (1 + 0.1 * random()))
}

/** Mints a token and opens a call with it, once; a signal and the end of the time are told at once. */
const tryOnce = async (
  world: World,
  settings: Settings,
  input: ConnectInput,
  options: ConnectOptions,
  endsAtMs: number,
): Promise<Result> => {
  const { clock } = world
  const { signal } = options
  const leftMs = () => Math.max(1, Math.floor(endsAtMs - clock.performance.now()))
  const mint = request(world, settings, endpoints.session.generateToken)
  const timeoutMs = Math.min(leftMs(), settings.timeoutMs)
  const minted = await mint(input, { signal, timeoutMs, retries: 0 })()
  if (isLeft(minted)) {
    const { left: error } = minted
    return error._tag === 'TimeoutError'
      ? left(new TimeoutError('token', error.afterMs, error.delivery))
      : minted
  }
  // The codec of the operation has checked it.
  const { token } = minted.right as SessionTokenResponse
  let call: CallSocket | undefined
  const start = async () => {
    try {
      call = openCall({ clock, ...options, token, baseUrl: settings.baseUrl.href })
      await call.started
      return right(call)
    } catch (error) {
      // What else throws may be anything, such as a clock of the caller's.
      return left(isVatelError(error) ? error : new UnreachableError(settings.baseUrl.origin, 'not-sent'))
    }
  }
  return withTimeout<Result>(start, {
    clock,
    timeoutMs: leftMs(),
    signal,
    stage: 'connecting',
    onTimeout() {
      call?.close()
      return left(new TimeoutError('connecting', wholeMs))
    },
    // The platform may have begun a session that was not told of yet.
    onAborted: () => left(new AbortedError(signal?.reason, 'unknown')),
  })
}

/**
 * Begins a call: token and socket in one. While no session has started nothing has been said, so what may pass is tried
 * again: three times in all, each with a token of its own, within 20 s.
 */
export const connect = async (
  world: World,
  settings: Settings,
  input: ConnectInput,
  options: ConnectOptions = {},
): Promise<Result> => {
  if ('transport' in Object(input))
    return left(new InvalidArgumentError('input.transport', 'must be left out: a call is a WebSocket'))
  const endsAtMs = world.clock.performance.now() + wholeMs
  return tryAgain(world, {
    signal: options.signal,
    endsAtMs,
    attempt: () => tryOnce(world, settings, input, options, endsAtMs),
    waitMs: (error, tries) =>
      error.retryable && tries < maxTries ? waitBeforeTryMs(tries, error, world.random) : undefined,
  })
}
