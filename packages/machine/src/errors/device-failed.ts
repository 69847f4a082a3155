import { VatelError } from '@vatel/core'

/** Which part of the world failed. */
export type Device = 'microphone' | 'speaker'

/** A microphone or speaker that the call was given threw. */
export class DeviceFailed extends VatelError {
  override readonly name = 'DeviceFailed'
  readonly _tag = 'DeviceFailed'
  readonly retryable = false
  constructor(
    /** Which one. */
    readonly device: Device,
    /** What it threw. */
    override readonly cause: unknown,
  ) {
    super(`the ${device} failed: look at the cause, and open another one`)
  }
}
