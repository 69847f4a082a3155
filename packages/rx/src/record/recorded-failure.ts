import { VatelError } from '@vatel/core'

/** A failure as a record keeps it: its tag and its sentence, nothing else. */
export class RecordedFailure extends VatelError {
  override readonly name = 'RecordedFailure'
  readonly retryable = false
  constructor(
    /** Which failure it was. */
    readonly _tag: string,
    message: string,
  ) {
    super(message)
  }
}
