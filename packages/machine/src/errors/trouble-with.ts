import { isVatelError, type VatelError } from '@vatel/core'
import { DeviceFailed, type Device } from './device-failed.ts'

/** What was thrown while a device was used: a `VatelError` as it is, anything else as the failure of the device. */
export const troubleWith = (device: Device, error: unknown): VatelError =>
  isVatelError(error) ? error : new DeviceFailed(device, error)
