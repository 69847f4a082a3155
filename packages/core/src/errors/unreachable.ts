import { VatelError } from './vatel-error.ts'

/** The platform could not be reached, or the connection broke before its whole answer was here. */
export class Unreachable extends VatelError<'Unreachable'> {
  readonly retryable = true
  constructor(
    /** Scheme, host and port, never more of the address. */
    readonly origin: string,
    /** `not-sent`: nothing left this machine. `unknown`: the platform may have carried the request out. */
    readonly outcome: 'not-sent' | 'unknown',
    /** What the system calls it, such as `ECONNREFUSED`. */
    readonly code?: string,
    /** What the system said, without anything secret. */
    override readonly cause?: Error,
  ) {
    const doubt = outcome === 'unknown' ? '; the request may have been carried out' : ''
    super(
      'Unreachable',
      `cannot reach ${origin}${code === undefined ? '' : ` (${code})`}: check the base URL and the network${doubt}`,
    )
  }
}
