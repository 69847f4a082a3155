import { isVatelError, VatelError } from '@vatel/core'
import type { CallErrorEvent } from './events.ts'

/** The kind of a device. */
export type Device = 'microphone' | 'speaker'

/** Reported when a microphone or a speaker of the call throws. The cause stays out of snapshots. */
export class DeviceFailedError extends VatelError<'DeviceFailedError'> {
  readonly retryable = false
  constructor(
    /** The device that failed. */
    readonly device: Device,
    cause: unknown,
  ) {
    super('DeviceFailedError', `the ${device} failed: look at the cause, and open another one`, { cause })
  }
}

/** Returns the error to report for a value that a device threw: a `VatelError` as it is, anything else as its cause. */
export const deviceErrorOf = (device: Device, thrown: unknown): VatelError =>
  isVatelError(thrown) ? thrown : new DeviceFailedError(device, thrown)

/** Runs a function that uses a device, and reports the error when it throws. */
export const tryDevice = (device: Device, run: () => void, report: (event: CallErrorEvent) => void): void => {
  try {
    run()
  } catch (error) {
    report({ type: 'call.error', error: deviceErrorOf(device, error) })
  }
}
