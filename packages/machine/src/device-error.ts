import { isVatelError, VatelError } from '@vatel/core'
import type { CallErrorEvent } from './events.ts'

/** The kind of a device. */
export type Device = 'microphone' | 'speaker'

/** Returns the word for a failure, of a thrown value or of the error of a lost device: `reason`, as that of `MicrophoneUnavailableError`, or the name of an error. */
export const wordOf = (thrown: unknown): string | undefined => {
  // A `DOMException` of another realm is no instance of `Error`.
  const error = Object(thrown) as { readonly reason?: unknown; readonly name?: unknown }
  const word = 'reason' in error ? error.reason : error.name
  // One word only: a sentence may quote a secret, and this enters snapshots.
  return typeof word === 'string' && word !== 'Error' && /^[\w-]{1,64}$/.test(word) ? word : undefined
}

/** Reported when a microphone or a speaker of the call fails, or does not open. The cause stays out of snapshots. */
export class DeviceFailedError extends VatelError<'DeviceFailedError'> {
  readonly retryable = false
  /** The failure in one word, such as `denied` of `@vatel/audio/web` or `NotAllowedError` of the browser. */
  readonly reason?: string
  constructor(
    /** The device that failed. */
    readonly device: Device,
    cause: unknown,
  ) {
    const reason = wordOf(cause)
    super(
      'DeviceFailedError',
      `the ${device} failed${reason ? ` (${reason})` : ''}: check its permission, see the cause, or open another`,
      { cause },
    )
    if (reason) this.reason = reason
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
