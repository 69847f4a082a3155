import { VatelError } from './vatel-error.ts'

/** The connection of a call broke before the call had started. */
export class ConnectionLostError extends VatelError<'ConnectionLostError'> {
  /** The platform may have begun a session. */
  readonly delivery = 'unknown'
  constructor(
    /** WebSocket close code (RFC 6455 section 7.4); 1006 when there was no closing handshake. */
    readonly code: number,
    /** The reason in the close frame; often empty. */
    readonly reason: string,
    /** Not where the platform had a reason that a new call would meet again. */
    readonly retryable = true,
  ) {
    const remedy = retryable ? 'open a new call with a fresh token' : 'see the code and the reason'
    super(
      'ConnectionLostError',
      `the connection was lost (${code}${reason === '' ? '' : ` ${reason}`}): ${remedy}`,
    )
  }
}
