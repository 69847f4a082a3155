import { VatelError } from './vatel-error.ts'

/** More issues than this say nothing new. */
const maxIssues = 5

/** The platform answered with success, but not with what it documents. */
export class InvalidResponseError extends VatelError<'InvalidResponseError'> {
  readonly retryable = false
  /** The request was carried out, whatever the answer looks like. */
  readonly delivery = 'unknown'
  /** What was wrong, field by field, never the content; the first five. */
  readonly issues: readonly string[]
  constructor(issues: readonly string[]) {
    const first = issues.slice(0, maxIssues)
    super('InvalidResponseError', `the platform's answer is not as documented: ${first.join('; ')}`)
    this.issues = first
  }
}
