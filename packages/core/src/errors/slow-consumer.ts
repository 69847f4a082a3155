import { VatelError } from './vatel-error.ts'

/** Messages were not read as fast as they came, and the queue was full: the call was closed rather than thinned. */
export class SlowConsumerError extends VatelError<'SlowConsumerError'> {
  readonly retryable = false
  /** What was sent last may have been acted on; `unsettled` of the call has it in full. */
  readonly delivery = 'unknown'
  constructor(
    /** How many messages waited. */
    readonly waiting: number,
  ) {
    super(
      'SlowConsumerError',
      `${waiting} messages wait unread: read them faster, or listen with on('message')`,
    )
  }
}
