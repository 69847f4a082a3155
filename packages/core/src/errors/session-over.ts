import { VatelError } from './vatel-error.ts'

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
