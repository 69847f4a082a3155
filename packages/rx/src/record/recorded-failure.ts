import { VatelError } from '@vatel/core'

/** A failure as a record keeps it: the tag and the sentence of what it was, nothing else. */
export class RecordedFailure extends VatelError {
  readonly retryable = false
}
