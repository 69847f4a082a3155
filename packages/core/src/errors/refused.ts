import { VatelError } from './vatel-error.ts'

const advice: Readonly<Record<number, string>> = {
  400: 'check the request',
  401: 'check the API key, or mint a new session token',
  403: 'this key may not use that agent',
  404: 'check the id',
  409: 'it conflicts with what is stored',
  429: 'slow down and try again later',
}

const mayPass: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504])

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
    this.retryable = mayPass.has(status)
    this.delivery = leavesDoubt(status) ? 'unknown' : 'not-done'
  }
}
