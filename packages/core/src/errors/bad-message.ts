import { VatelError } from './vatel-error.ts'

/** A message of the call that is not as documented. The call goes on. */
export class InvalidMessageError extends VatelError<'InvalidMessageError'> {
  readonly retryable = false
  constructor(
    /** The message's type, when it could be read. */
    readonly type: string | undefined,
    /** What was wrong, field by field, never the content. */
    readonly issues: readonly string[],
    /** Length of the message in characters. */
    readonly length: number,
  ) {
    super('InvalidMessageError', `bad ${type ?? 'message'}: ${issues.join('; ')}`)
  }
}
