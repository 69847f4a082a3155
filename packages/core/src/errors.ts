import { isRetryableCloseCode, isRetryableStatus } from './net/retryable.ts'

/** Characters that a terminal obeys or that reorder text: C0, C1, line separators, and the controls of Unicode's bidi. */
const obeyed = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}]/gu

/** Replaces each control character of a text from outside by an escape, such as `\u001b`, which a terminal prints. */
export const printable = (text: string): string =>
  text.replace(obeyed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/**
 * The base class of every error of this package. Switch on `_tag`; `instanceof` fails when an app holds an ESM and a
 * CommonJS copy of the package.
 */
export abstract class VatelError<Tag extends string = string> extends Error {
  /** The same as `_tag`; consoles print it. */
  declare readonly name: Tag
  /** The kind of the error: the name of its class. */
  declare readonly _tag: Tag
  /** True when the same request, or a new call, may succeed. */
  abstract readonly retryable: boolean
  constructor(tag: Tag, message: string, options?: { readonly cause?: unknown }) {
    super(printable(message), options)
    this.name = this._tag = tag
  }
  /** Includes the message in JSON, which drops it from an ordinary error. */
  toJSON(): object {
    return Object.assign({ message: this.message }, this)
  }
}

/** Returns true for an error of this package, from any copy of it. */
export const isVatelError = (value: unknown): value is VatelError =>
  value instanceof Error && '_tag' in value && 'retryable' in value

/** Thrown for an argument or option that cannot be used. Nothing was sent. */
export class InvalidArgumentError extends VatelError<'InvalidArgumentError'> {
  readonly retryable = false
  readonly delivery = 'not-sent'
  constructor(
    /** The argument or option that is wrong, as a path. */
    readonly field: string,
    /** The requirement that it does not meet. */
    remedy: string,
    /** The error that a function of the caller threw. */
    override readonly cause?: unknown,
  ) {
    super('InvalidArgumentError', `${field}: ${remedy}`)
  }
}

/**
 * Throws `InvalidArgumentError` unless `condition` holds. The message is `field: must` and the requirement.
 *
 * @throws {InvalidArgumentError}
 */
export const assertArgument: (condition: boolean, field: string, requirement: string) => asserts condition = (
  condition,
  field,
  requirement,
) => {
  if (!condition) throw new InvalidArgumentError(field, `must ${requirement}`)
}

/**
 * Returns the entry of a field; an unknown field is refused, not dropped.
 *
 * @throws {InvalidArgumentError} that names the known fields
 */
export const knownField = <A>(known: Readonly<Record<string, A>>, name: string, place: string): A => {
  const entry = Object.hasOwn(known, name) ? known[name] : undefined
  const names = Object.keys(known).join(', ')
  assertArgument(entry !== undefined, place, `be left out: there are only ${names}`)
  return entry
}

/**
 * Refuses an option that is not known: a program in JavaScript may misspell one, which would be ignored. An unknown option
 * that is `undefined` passes.
 *
 * @example
 * const restart = (options: { limit?: number }) => {
 *   assertOptions(options, { limit: true })
 * }
 *
 * @throws {InvalidArgumentError} that names the option, and the options that there are
 */
export const assertOptions = <O extends object>(
  options: O,
  known: { readonly [K in keyof O]-?: true },
): void => {
  assertArgument(Object(options) === options, 'options', 'be an object')
  for (const [name, value] of Object.entries(options))
    if (value !== undefined) knownField(known as Readonly<Record<string, true>>, name, name.slice(0, 64))
}

/** Reported for a message of the call that is not as documented. The call goes on. */
export class InvalidMessageError extends VatelError<'InvalidMessageError'> {
  readonly retryable = false
  constructor(
    /** The message's type, when it could be read. */
    readonly type: string | undefined,
    /** The faults, field by field, never the content. */
    readonly issues: readonly string[],
    /** Length of the message in characters. */
    readonly length: number,
  ) {
    super('InvalidMessageError', `bad ${type ?? 'message'}: ${issues.join('; ')}`)
  }
}

/** The most faults of a value that an error names. */
export const maxIssues = 5

/** Thrown when the platform responded with success, but not as documented. */
export class InvalidResponseError extends VatelError<'InvalidResponseError'> {
  readonly retryable = false
  /** The platform may have carried the request out. */
  readonly delivery = 'unknown'
  /** The faults, field by field, never the content; the first five. */
  declare readonly issues: readonly string[]
  constructor(issues: readonly string[]) {
    const first = issues.slice(0, maxIssues)
    super('InvalidResponseError', `the platform's answer is not as documented: ${first.join('; ')}`)
    this.issues = first
  }
}

/** Thrown when the caller stopped the operation: through its `signal`, or by closing the call before it had started. */
export class AbortedError extends VatelError<'AbortedError'> {
  readonly retryable = false
  constructor(
    /** The reason of the signal. */
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

/** Thrown when a stage of a request or of a call's start exceeded its time limit. */
export class TimeoutError extends VatelError<'TimeoutError'> {
  readonly retryable = true
  constructor(
    /** The stage that took too long. */
    readonly stage: CallStage | RequestStage,
    /** The limit in milliseconds. */
    readonly afterMs: number,
    /** `not-sent`: nothing was sent. `unknown`: the request may still have been carried out. */
    readonly delivery: 'not-sent' | 'unknown' = 'unknown',
  ) {
    super(
      'TimeoutError',
      `${stage} took longer than ${afterMs} ms: ${remedies[stage] ?? 'try again, or raise timeoutMs'}`,
    )
  }
}

/** Thrown when the platform could not be reached, or the connection broke before its whole answer had arrived. */
export class UnreachableError extends VatelError<'UnreachableError'> {
  /** False when the certificate was not accepted, or for another failure that a remedy is given for. */
  declare readonly retryable: boolean
  constructor(
    /** Scheme, host and port, never more of the address. */
    readonly origin: string,
    /** `not-sent`: nothing left this machine. `unknown`: the platform may have carried the request out. */
    readonly delivery: 'not-sent' | 'unknown',
    /** The system's name of the failure, such as `ECONNREFUSED`. */
    readonly code?: string,
    /** The system's message, secrets redacted. */
    override readonly cause?: Error,
    /** The reason for which no later attempt succeeds, and what to do. */
    remedy?: string,
  ) {
    const doubt = delivery === 'unknown' ? '; the request may have been carried out' : ''
    super(
      'UnreachableError',
      `cannot reach ${origin}${code ? ` (${code})` : ''}: ${remedy ?? `check the base URL and the network${doubt}`}`,
    )
    this.retryable = !remedy
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

/** Returns true for a status after which the request may have been carried out. */
const mayBeDone = (status: number): boolean => status >= 500 || status === 408 || status === 409

/** Thrown when the platform answered a request, or the opening of a call, with an error status. */
export class RefusedError extends VatelError<'RefusedError'> {
  declare readonly retryable: boolean
  /** `not-done`: the platform did not carry the request out. `unknown`: it may have. */
  declare readonly delivery: 'not-done' | 'unknown'
  constructor(
    /** The HTTP status, 300 to 599. */
    readonly status: number,
    /** The platform's own sentence, at most 400 characters; empty when it gave none. */
    readonly reason: string,
    /** Milliseconds that the platform asks to wait, when it says so. */
    readonly retryAfterMs?: number,
  ) {
    const retryable = isRetryableStatus(status)
    const remedy = advice[status] ?? (retryable ? 'try again later' : 'check the base URL and the request')
    super('RefusedError', `the platform refused with ${status}${reason ? ` (${reason})` : ''}: ${remedy}`)
    this.retryable = retryable
    this.delivery = mayBeDone(status) ? 'unknown' : 'not-done'
  }
}

/** Thrown when the platform redirected. Redirects are not followed, so that neither key nor body reaches another host. */
export class RedirectedError extends VatelError<'RedirectedError'> {
  readonly retryable = false
  /** Some redirects follow a request that was carried out, as 303 does. */
  readonly delivery = 'unknown'
  constructor(
    /** The status, 300 to 399; 0 in a browser, which hides it. */
    readonly status: number,
    /** Scheme, host and port of the target, when it is known. */
    readonly targetOrigin?: string,
  ) {
    super(
      'RedirectedError',
      `the platform redirected${targetOrigin ? ` to ${targetOrigin}` : ''}, which is not followed: check the base URL`,
    )
  }
}

/** Thrown when the connection of a call broke before the call had started. */
export class ConnectionLostError extends VatelError<'ConnectionLostError'> {
  /** False where the platform had a reason that a new call would meet again. */
  declare readonly retryable: boolean
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
    super('ConnectionLostError', `the connection was lost (${code}${reason ? ` ${reason}` : ''}): ${remedy}`)
    this.retryable = retryable
  }
}

/** The end of a call whose messages were read too slowly: the receive buffer was full, and no message may be dropped. */
export class SlowConsumerError extends VatelError<'SlowConsumerError'> {
  readonly retryable = false
  /** The last data that was sent may have been acted on; `delivery` of the call has the details. */
  readonly delivery = 'unknown'
  constructor(
    /** Number of unread messages. */
    readonly waiting: number,
  ) {
    super(
      'SlowConsumerError',
      `${waiting} messages wait unread: read them faster, or listen with on('message')`,
    )
  }
}

/** Thrown when the platform ended the session before it had started. */
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
