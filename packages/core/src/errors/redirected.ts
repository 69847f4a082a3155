import { VatelError } from './vatel-error.ts'

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
