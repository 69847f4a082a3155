import { VatelError } from '@vatel/core'

/** Which part of the world failed. */
export type Device = 'microphone' | 'speaker'

/** A microphone or speaker that the call was given threw: the `cause`, which stays out of snapshots. */
export class DeviceFailedError extends VatelError<'DeviceFailedError'> {
  readonly retryable = false
  constructor(
    /** Which one. */
    readonly device: Device,
    cause: unknown,
  ) {
    super('DeviceFailedError', `the ${device} failed: look at the cause, and open another one`, { cause })
  }
}
