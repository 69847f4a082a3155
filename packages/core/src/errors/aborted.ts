import { VatelError } from './vatel-error.ts'

/** The caller stopped it: through its `signal`, or by closing the call before it had started. */
export class Aborted extends VatelError<'Aborted'> {
  readonly retryable = false
  constructor(
    /** What the signal gave as its reason. */
    override readonly cause?: unknown,
    /** `not-sent`: nothing was carried out. `unknown`: what was already sent may have been. */
    readonly outcome: 'not-sent' | 'unknown' = 'not-sent',
  ) {
    super('Aborted', 'stopped by the caller')
  }
}
