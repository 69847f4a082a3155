import { SpeakerUnavailableError } from '../errors.ts'
import { listDevices } from './devices.ts'
import { toSpeakerError } from './opening.ts'

/** `setSinkId` and `sinkId` do not exist in every browser, and so are missing in the types. */
export type SinkContext = AudioContext & {
  readonly setSinkId?: (deviceId: string) => Promise<void>
  readonly sinkId?: unknown
}

/** Returns the device id of the output of a context; empty for the default device. */
export const outputDeviceOf = ({ sinkId }: SinkContext): string =>
  typeof sinkId === 'string' && sinkId !== 'default' ? sinkId : ''

/**
 * Sends the sound of a context to a device, `''` for the default one. A browser that cannot choose uses the default.
 *
 * @throws {SpeakerUnavailableError}
 */
export const setOutputDevice = async (context: SinkContext, deviceId: string): Promise<void> => {
  if (context.setSinkId === undefined && (deviceId === '' || deviceId === 'default')) return
  if (context.setSinkId === undefined) throw new SpeakerUnavailableError('unsupported')
  try {
    await context.setSinkId(deviceId)
  } catch (error) {
    throw toSpeakerError(error)
  }
}

/** Sends the sound of a context to the default device; resolves with `true` when it has left a chosen one. */
export const leaveOutputDevice = async (context: SinkContext): Promise<boolean> => {
  if (outputDeviceOf(context) === '') return false
  return setOutputDevice(context, '').then(
    () => true,
    () => false,
  )
}

/** Resolves with `true` when a context has a chosen device that the browser does not list any more. */
export const isOutputDeviceMissing = async (context: SinkContext): Promise<boolean> => {
  if (outputDeviceOf(context) === '') return false
  const { speakers } = await listDevices()
  const chosen = outputDeviceOf(context)
  // Without permission the ids are empty.
  const known = speakers.filter(({ deviceId }) => deviceId !== '')
  return chosen !== '' && known.length > 0 && known.every(({ deviceId }) => deviceId !== chosen)
}
