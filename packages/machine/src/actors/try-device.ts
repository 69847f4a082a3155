import { isVatelError } from '@vatel/core'
import { DeviceFailedError, type Device } from '../errors/device-failed.ts'
import type { TroubleEvent } from '../events.ts'

/** Uses a device that may throw, and tells when it does: a `VatelError` as it is, anything else as its failure. */
export const tryDevice = (device: Device, act: () => void, tell: (trouble: TroubleEvent) => void): void => {
  try {
    act()
  } catch (error) {
    tell({ type: 'trouble', error: isVatelError(error) ? error : new DeviceFailedError(device, error) })
  }
}
