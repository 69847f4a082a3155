import { VatelError } from './vatel-error.ts'

/** The platform answered with success, but not with what it documents. */
export class BadAnswer extends VatelError {
  override readonly name = 'BadAnswer'
  readonly _tag = 'BadAnswer'
  readonly retryable = false
  /** The request was carried out, whatever the answer looks like. */
  readonly outcome = 'unknown'
  constructor(
    /** What was wrong, field by field, never the content. */
    readonly issues: readonly string[],
  ) {
    super(`the platform's answer is not as documented: ${issues.join('; ')}`)
  }
}
