import { VatelError } from '@vatel/core'

/** `connect` threw something that is no `VatelError`: the `cause`, which stays out of snapshots. */
export class ConnectFailedError extends VatelError<'ConnectFailedError'> {
  readonly retryable = true
  constructor(cause: unknown) {
    super(
      'ConnectFailedError',
      'the connection could not be opened: look at the cause, and try again with a fresh token',
      {
        cause,
      },
    )
  }
}
