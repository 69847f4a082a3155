import { isRetryableCloseCode, isRetryableStatus } from './net/retryable.ts'

/**
 * The family of every failure this package reports. Switch on `_tag`; `instanceof` fails when an app holds an ESM
 * and a CommonJS copy of the package.
 */
export abstract class VatelError<Tag extends string = string> extends Error {
  /** The same as `_tag`: what a console calls it. */
  override readonly name: Tag
  /** Which failure it is. */
  readonly _tag: Tag
  /** Whether trying the same thing again can help. */
  abstract readonly retryable: boolean
  constructor(tag: Tag, message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.name = this._tag = tag
  }
  /** Keeps its sentence through JSON, which drops the message of an ordinary error. */
  toJSON(): object {
    return Object.assign({ message: this.message }, this)
  }
}

/** Tells whether a caught value is a failure of this package, from whichever copy of it. */
export const isVatelError = (value: unknown): value is VatelError =>
  value instanceof Error && '_tag' in value && 'retryable' in value

/** What the caller passed cannot be sent; nothing was. */
export class InvalidArgumentError extends VatelError<'InvalidArgumentError'> {
  readonly retryable = false
  readonly delivery = 'not-sent'
  constructor(
    /** The argument or option that is wrong, as a path. */
    readonly field: string,
    /** What it has to be. */
    remedy: string,
    /** What a function of the caller's threw. */
    override readonly cause?: unknown,
  ) {
    super('InvalidArgumentError', `${field}: ${remedy}`)
  }
}

/**
 * Refuses what a caller gave, unless it is as it has to be. The remedy goes on after "must".
 * @throws {InvalidArgumentError}
 */
export const assertArgument: (holds: boolean, field: string, remedy: string) => asserts holds = (
  holds,
  field,
  remedy,
) => {
  if (!holds) throw new InvalidArgumentError(field, `must ${remedy}`)
}

/** A message of the call that is not as documented. The call goes on. */
export class InvalidMessageError extends VatelError<'InvalidMessageError'> {
  readonly retryable = false
  constructor(
    /** The message's type, when it could be read. */
    readonly type: string | undefined,
    /** What was wrong, field by field, never the content. */
    readonly issues: readonly string[],
    /** Length of the message in characters. */
    readonly length: number,
  ) {
    super('InvalidMessageError', `bad ${type ?? 'message'}: ${issues.join('; ')}`)
  }
}

/** More issues than this say nothing new. */
const maxIssues = 5

/** The platform answered with success, but not with what it documents. */
export class InvalidResponseError extends VatelError<'InvalidResponseError'> {
  readonly retryable = false
  /** The request was carried out, whatever the answer looks like. */
  readonly delivery = 'unknown'
  /** What was wrong, field by field, never the content; the first five. */
  readonly issues: readonly string[]
  constructor(issues: readonly string[]) {
    const first = issues.slice(0, maxIssues)
    super('InvalidResponseError', `the platform's answer is not as documented: ${first.join('; ')}`)
    this.issues = first
  }
}

/** The caller stopped it: through its `signal`, or by closing the call before it had started. */
export class AbortedError extends VatelError<'AbortedError'> {
  readonly retryable = false
  constructor(
    /** What the signal gave as its reason. */
    override readonly cause?: unknown,
    /** `not-sent`: nothing was carried out. `unknown`: what was already sent may have been. */
    readonly delivery: 'not-sent' | 'unknown' = 'not-sent',
  ) {
    super('AbortedError', 'stopped by the caller')
  }
}

/** The stage of a call's start that exceeded its limit. `connecting`: TCP, TLS and upgrade. `starting`: the wait for `session_started`. */
export type CallStage = 'connecting' | 'starting'

/**
 * The stage of a request that exceeded its limit. `request`: until its answer began. `answer`: until the answer was whole.
 * `recording`: no byte arrived for too long. `token`: the minting of a session token. `connecting`: all attempts to start
 * a call together.
 */
export type RequestStage = 'request' | 'answer' | 'recording' | 'token' | 'connecting'

const remedies: { readonly [S in CallStage | RequestStage]?: string } = {
  token: 'check the function that mints the token, and try again',
  connecting: 'open a new call with a fresh token',
  starting: 'open a new call with a fresh token',
}

/** The platform did not answer in the time that was given. */
export class TimeoutError extends VatelError<'TimeoutError'> {
  readonly retryable = true
  constructor(
    /** What took too long. */
    readonly stage: CallStage | RequestStage,
    /** The limit in milliseconds. */
    readonly afterMs: number,
    /** A request that timed out may still have been carried out. */
    readonly delivery: 'not-sent' | 'unknown' = 'unknown',
  ) {
    super(
      'TimeoutError',
      `${stage} took longer than ${afterMs} ms: ${remedies[stage] ?? 'try again, or raise timeoutMs'}`,
    )
  }
}

/** The platform could not be reached, or the connection broke before its whole answer was here. */
export class UnreachableError extends VatelError<'UnreachableError'> {
  readonly retryable = true
  constructor(
    /** Scheme, host and port, never more of the address. */
    readonly origin: string,
    /** `not-sent`: nothing left this machine. `unknown`: the platform may have carried the request out. */
    readonly delivery: 'not-sent' | 'unknown',
    /** What the system calls it, such as `ECONNREFUSED`. */
    readonly code?: string,
    /** What the system said, without anything secret. */
    override readonly cause?: Error,
  ) {
    const doubt = delivery === 'unknown' ? '; the request may have been carried out' : ''
    super(
      'UnreachableError',
      `cannot reach ${origin}${code === undefined ? '' : ` (${code})`}: check the base URL and the network${doubt}`,
    )
  }
}

const advice: Readonly<Record<number, string>> = {
  400: 'check the request',
  401: 'check the API key, or mint a new session token',
  403: 'this key may not use that agent',
  404: 'check the id',
  409: 'it conflicts with what is stored',
  429: 'slow down and try again later',
}

/** After these nobody knows whether the request was carried out; the other refusals say that it was not. */
const leavesDoubt = (status: number): boolean => status >= 500 || status === 408 || status === 409

/** The platform answered a request, or the opening of a call, with an error status. */
export class RefusedError extends VatelError<'RefusedError'> {
  readonly retryable: boolean
  /** `not-done`: the platform did not carry the request out. `unknown`: it may have. */
  readonly delivery: 'not-done' | 'unknown'
  constructor(
    /** The HTTP status, 300 to 599. */
    readonly status: number,
    /** The platform's own words, at most 400 characters; empty when it gave none. */
    readonly reason: string,
    /** How long the platform asks to wait, in milliseconds, when it says so. */
    readonly retryAfterMs?: number,
  ) {
    const said = reason === '' ? '' : ` (${reason})`
    super(
      'RefusedError',
      `the platform refused with ${status}${said}: ${advice[status] ?? 'try again later'}`,
    )
    this.retryable = isRetryableStatus(status)
    this.delivery = leavesDoubt(status) ? 'unknown' : 'not-done'
  }
}

/** The platform pointed elsewhere. Redirects are not followed, so that neither key nor body reaches another host. */
export class RedirectedError extends VatelError<'RedirectedError'> {
  readonly retryable = false
  /** Some redirects come after a request was carried out, as 303 does. */
  readonly delivery = 'unknown'
  constructor(
    /** The status, 300 to 399; 0 in a browser, which does not say. */
    readonly status: number,
    /** Scheme, host and port it pointed to, when it says so. */
    readonly targetOrigin?: string,
  ) {
    super(
      'RedirectedError',
      `the platform redirected${targetOrigin === undefined ? '' : ` to ${targetOrigin}`}, which is not followed: check the base URL`,
    )
  }
}

/** The connection of a call broke before the call had started. */
export class ConnectionLostError extends VatelError<'ConnectionLostError'> {
  /** False where the platform had a reason that a new call would meet again. */
  readonly retryable: boolean
  /** The platform may have begun a session. */
  readonly delivery = 'unknown'
  constructor(
    /** WebSocket close code (RFC 6455 section 7.4); 1006 when there was no closing handshake. */
    readonly code: number,
    /** The reason in the close frame; often empty. */
    readonly reason: string,
  ) {
    const retryable = isRetryableCloseCode(code)
    const remedy = retryable ? 'open a new call with a fresh token' : 'see the code and the reason'
    super(
      'ConnectionLostError',
      `the connection was lost (${code}${reason === '' ? '' : ` ${reason}`}): ${remedy}`,
    )
    this.retryable = retryable
  }
}

/** Messages were not read as fast as they came, and the queue was full: the call was closed rather than thinned. */
export class SlowConsumerError extends VatelError<'SlowConsumerError'> {
  readonly retryable = false
  /** What was sent last may have been acted on; `unsettled` of the call has it in full. */
  readonly delivery = 'unknown'
  constructor(
    /** How many messages waited. */
    readonly waiting: number,
  ) {
    super(
      'SlowConsumerError',
      `${waiting} messages wait unread: read them faster, or listen with on('message')`,
    )
  }
}

/** The platform ended the session before it had started it. */
export class SessionOverError extends VatelError<'SessionOverError'> {
  readonly retryable = true
  /** The platform may have begun a session, and ended it. */
  readonly delivery = 'unknown'
  constructor() {
    super(
      'SessionOverError',
      'the platform ended the session before it started: open a new call with a fresh token',
    )
  }
}
