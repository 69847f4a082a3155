import { VatelError } from './vatel-error.ts'

/** What the caller passed cannot be sent; nothing was. */
export class BadInput extends VatelError<'BadInput'> {
  readonly retryable = false
  readonly outcome = 'not-sent'
  constructor(
    /** The argument or option that is wrong, as a path. */
    readonly field: string,
    /** What it has to be. */
    remedy: string,
    /** What a function of the caller's threw. */
    override readonly cause?: unknown,
  ) {
    super('BadInput', `${field}: ${remedy}`)
  }
}
