import { VatelError } from './vatel-error.ts'

/** The platform pointed elsewhere. Redirects are not followed, so that neither key nor body reaches another host. */
export class Redirected extends VatelError<'Redirected'> {
  readonly retryable = false
  /** Some redirects come after a request was carried out, as 303 does. */
  readonly outcome = 'unknown'
  constructor(
    /** The status, 300 to 399; 0 in a browser, which does not say. */
    readonly status: number,
    /** Scheme, host and port it pointed to, when it says so. */
    readonly targetOrigin?: string,
  ) {
    super(
      'Redirected',
      `the platform redirected${targetOrigin === undefined ? '' : ` to ${targetOrigin}`}, which is not followed: check the base URL`,
    )
  }
}
