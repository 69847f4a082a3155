import { VatelError } from './vatel-error.ts'

/** The caller stopped it: through its `signal`, or by closing the call before it had started. */
export class AbortedError extends VatelError<'AbortedError'> {
  readonly retryable = false
  constructor(
    /** What the signal gave as its reason. */
    override readonly cause?: unknown,
    /** `not-sent`: nothing was carried out. `unknown`: what was already sent may have been. */
    readonly delivery: 'not-sent' | 'unknown' = 'not-sent',
  ) {
    super('AbortedError', 'stopped by the caller')
  }
}
