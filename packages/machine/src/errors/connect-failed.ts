import { VatelError } from '@vatel/core'

/** `connect` threw something that is no `VatelError`. */
export class ConnectFailed extends VatelError {
  override readonly name = 'ConnectFailed'
  readonly _tag = 'ConnectFailed'
  readonly retryable = true
  constructor(
    /** What it threw. */
    override readonly cause: unknown,
  ) {
    super('the connection could not be opened: look at the cause, and try again with a fresh token')
  }
}
