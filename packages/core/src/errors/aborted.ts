import { VatelError } from './vatel-error.ts'

/** The caller stopped it: through its `signal`, or by closing the call before it had started. */
export class Aborted extends VatelError {
  override readonly name = 'Aborted'
  readonly _tag = 'Aborted'
  readonly retryable = false
  constructor(
    /** What the signal gave as its reason. */
    override readonly cause?: unknown,
  ) {
    super('stopped by the caller')
  }
}
