import { VatelError } from './vatel-error.ts'

/** The connection of a call broke before the call had started. */
export class Lost extends VatelError {
  override readonly name = 'Lost'
  readonly _tag = 'Lost'
  readonly retryable = true
  constructor(
    /** WebSocket close code (RFC 6455 section 7.4); 1006 when there was no closing handshake. */
    readonly code: number,
    /** The reason in the close frame; often empty. */
    readonly reason: string,
  ) {
    super(
      `the connection was lost (${String(code)}${reason === '' ? '' : ` ${reason}`}): open a new call with a fresh token`,
    )
  }
}
