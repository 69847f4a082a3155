import { VatelError } from './vatel-error.ts'

/** What the caller passed cannot be sent; nothing was. */
export class InvalidArgumentError extends VatelError<'InvalidArgumentError'> {
  readonly retryable = false
  readonly delivery = 'not-sent'
  constructor(
    /** The argument or option that is wrong, as a path. */
    readonly field: string,
    /** What it has to be. */
    remedy: string,
    /** What a function of the caller's threw. */
    override readonly cause?: unknown,
  ) {
    super('InvalidArgumentError', `${field}: ${remedy}`)
  }
}
