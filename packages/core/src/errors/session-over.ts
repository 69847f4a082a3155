import { VatelError } from './vatel-error.ts'

/** The platform ended the session before it had started it. */
export class SessionOver extends VatelError<'SessionOver'> {
  readonly retryable = true
  /** The platform may have begun a session, and ended it. */
  readonly outcome = 'unknown'
  constructor() {
    super(
      'SessionOver',
      'the platform ended the session before it started: open a new call with a fresh token',
    )
  }
}
