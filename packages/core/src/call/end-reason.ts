import {
  AbortedError,
  type CallStage,
  ConnectionLostError,
  isVatelError,
  printable,
  RefusedError,
  SessionOverError,
  TimeoutError,
  VatelError,
} from '../errors.ts'
import { redact } from '../net/redact.ts'
import { isRetryableCloseCode, isRetryableStatus } from '../net/retryable.ts'

/** The reason a call ended. Every call ends exactly once, with exactly one of these. */
export type EndReason =
  /** This side closed it. */
  | { readonly type: 'hung-up' }
  /** The platform ended the session, with `session_ended` or close code 1000. */
  | {
      readonly type: 'session-ended'
      /** Set when the session had not started: then a new call may succeed. */
      readonly beforeStart?: true
    }
  /** The platform refused the upgrade, and may have said how many milliseconds to wait before the next attempt. */
  | {
      readonly type: 'refused'
      readonly status: number
      readonly message: string
      readonly retryAfterMs?: number
    }
  /** The connection broke, with its WebSocket close code (RFC 6455 section 7.4). */
  | { readonly type: 'lost'; readonly code: number; readonly reason: string }
  /** The call did not begin in time. */
  | { readonly type: 'timed-out'; readonly stage: CallStage }
  /** The call could not go on for another reason. */
  | { readonly type: 'failed'; readonly error: VatelError }

/**
 * The class of an end. `ended`: as agreed, by either side. `lost`: the connection or the server went away. `protocol`:
 * one side did not understand the other. `auth`: the token or the key was not accepted. `busy`: the platform asks to come
 * back later. `server`: the platform gave a reason of its own. `client`: this side could not go on.
 */
export type EndClass = 'ended' | 'lost' | 'protocol' | 'auth' | 'busy' | 'server' | 'client'

/** The meaning of an end for the next call. */
export interface EndExplanation {
  readonly class: EndClass
  /** True when a new call, with a fresh token, may succeed. It is a new session: nothing is resumed. */
  readonly retryable: boolean
  /** Milliseconds that the platform asks to wait before the next call, when it says so. */
  readonly retryAfterMs?: number
}

/** Thrown by a function that opens a connection when the cause is no `VatelError`. The cause may hold secrets. */
export class ConnectFailedError extends VatelError<'ConnectFailedError'> {
  readonly retryable = true
  constructor(cause: unknown) {
    super(
      'ConnectFailedError',
      'the connection could not be opened: look at the cause, and try again with a fresh token',
      { cause },
    )
  }
}

/** Limits of the stages of a call, in milliseconds. */
export const stageMs = {
  /** TCP, TLS and upgrade. */
  connecting: 10_000,
  /** From the upgrade to `session_started`. */
  starting: 10_000,
  /** The closing handshake; then the connection is dropped. */
  closing: 2_000,
} as const

/** Close codes of a token or key that was not accepted; 4401 and 4403 as platforms use them. */
const authCodes: ReadonlySet<number> = new Set([1008, 3000, 3003, 4401, 4403])

const classOfCode = (code: number): EndClass => {
  if (code === 1000) return 'ended'
  if (isRetryableCloseCode(code)) return 'lost'
  if (authCodes.has(code)) return 'auth'
  return code >= 3_000 ? 'server' : 'protocol'
}

const classOfStatus = (status: number): EndClass => {
  if (status === 401 || status === 403) return 'auth'
  return status === 429 || status === 503 ? 'busy' : 'server'
}

/** The reason of an end that a browser knows: it reports no refused upgrade. */
export type OwnEndReason = Exclude<EndReason, { readonly type: 'refused' }>

/** Returns what `errorOfEnd` does for the ends that a browser knows. */
export const errorOfOwnEnd = (reason: OwnEndReason, cause: unknown): VatelError => {
  switch (reason.type) {
    case 'hung-up':
      return new AbortedError(cause, 'unknown')
    case 'session-ended':
      return new SessionOverError()
    case 'lost':
      return new ConnectionLostError(reason.code, reason.reason)
    case 'timed-out':
      return new TimeoutError(reason.stage, stageMs[reason.stage])
    case 'failed':
      return reason.error
  }
}

/**
 * Returns the error that says the same as the reason of an end; `cause` is the reason of the signal that aborted.
 * `call.started` rejects with it.
 *
 * @example
 * const reason = await call.ended
 * if (reason.type === 'lost') throw errorOfEnd(reason)
 */
export const errorOfEnd = (reason: EndReason, cause?: unknown): VatelError =>
  reason.type === 'refused'
    ? new RefusedError(reason.status, reason.message, reason.retryAfterMs)
    : errorOfOwnEnd(reason, cause)

/**
 * Returns the reason of a session that the platform ended, once it had started or before. The message `session_ended` comes
 * before the connection closes: this is what `call.ended` will resolve with.
 *
 * @example
 * call.on('message', ({ type }) => {
 *   if (type === 'session_ended') console.log(explainEnd(sessionEnded(true)).class)
 * })
 */
export const sessionEnded = (hasStarted: boolean): EndReason =>
  hasStarted ? { type: 'session-ended' } : { type: 'session-ended', beforeStart: true }

/** An error that carries the reason of an end, such as `CallFailedError` of `@vatel/rx`. */
const reasonIn = (error: VatelError): EndReason | undefined =>
  'reason' in error && typeof error.reason === 'object' ? (error.reason as EndReason) : undefined

/** Returns the reason of the end that an error says: the opposite of `errorOfEnd`. Any value that was thrown is taken. */
export const endReasonOf = (error: unknown): EndReason => {
  if (!isVatelError(error)) return { type: 'failed', error: new ConnectFailedError(error) }
  // By its tag, not by its class: an app may hold two copies of the package.
  const known = error as AbortedError | ConnectionLostError | RefusedError | SessionOverError | TimeoutError
  switch (known._tag) {
    case 'AbortedError':
      return { type: 'hung-up' }
    case 'SessionOverError':
      return sessionEnded(false)
    case 'RefusedError': {
      const { status, reason: message, retryAfterMs } = known
      return { type: 'refused', status, message, ...(retryAfterMs !== undefined && { retryAfterMs }) }
    }
    case 'ConnectionLostError':
      return { type: 'lost', code: known.code, reason: known.reason }
    case 'TimeoutError':
      if (known.stage === 'connecting' || known.stage === 'starting')
        return { type: 'timed-out', stage: known.stage }
  }
  return reasonIn(error) ?? { type: 'failed', error }
}

/** Characters of a token by which a part of it is recognised. */
const tokenPartLength = 16

/** Returns the reason of an end by its close code, without the token that a close frame may quote. */
export const reasonOfClose = (
  code: number,
  reason: string,
  token: string,
  hasStarted: boolean,
): EndReason => {
  if (code === 1000) return sessionEnded(hasStarted)
  // A close reason has 123 bytes at most (RFC 6455 section 5.5.1): a longer token is quoted in part, up to its end.
  const [shown = ''] = redact(reason, [token]).split(token.slice(0, tokenPartLength))
  return { type: 'lost', code, reason: printable(shown) }
}

/** Returns the class of an end, and whether a new call may succeed. */
export const explainEnd = (reason: EndReason): EndExplanation => {
  switch (reason.type) {
    case 'hung-up':
      return { class: 'ended', retryable: false }
    case 'session-ended':
      return { class: 'ended', retryable: reason.beforeStart === true }
    case 'lost':
      return { class: classOfCode(reason.code), retryable: isRetryableCloseCode(reason.code) }
    case 'refused': {
      const { status, retryAfterMs } = reason
      return {
        class: classOfStatus(status),
        retryable: isRetryableStatus(status),
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      }
    }
    case 'timed-out':
      return { class: 'lost', retryable: true }
    case 'failed': {
      const { _tag, retryable } = reason.error
      return { class: _tag === 'UnreachableError' ? 'lost' : 'client', retryable }
    }
  }
}
