import { VatelError } from '@vatel/core'

/** `connect` threw something that is no `VatelError`: the `cause`, which stays out of snapshots. */
export class ConnectFailed extends VatelError {
  override readonly name = 'ConnectFailed'
  readonly _tag = 'ConnectFailed'
  readonly retryable = true
  constructor(cause: unknown) {
    super('the connection could not be opened: look at the cause, and try again with a fresh token', {
      cause,
    })
  }
}
