import { VatelError } from './vatel-error.ts'

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
