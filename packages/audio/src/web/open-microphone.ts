import { MicrophoneUnavailableError } from '../errors/microphone-unavailable.ts'
import { createMicrophone } from './create-microphone.ts'
import type { MicrophoneOptions } from './microphone-options.ts'
import type { WebMicrophone } from './web-microphone.ts'

/**
 * Opens a microphone: frames of 20 ms at 24 kHz, whatever the rate of the device, with the time at which each was
 * captured, in milliseconds of `performance.now()`. The browser may ask the user first.
 *
 * @throws {MicrophoneUnavailableError} with the `reason`; what had been opened until then was closed again.
 * @throws {WorkletNotLoadedError} when the file of the worklet is not where it was looked for.
 */
export const openMicrophone = ({ signal, ...options }: MicrophoneOptions = {}): Promise<WebMicrophone> =>
  new Promise((resolve, reject) => {
    const { microphone, start } = createMicrophone(options)
    const abort = (): void => {
      microphone.close()
      reject(new MicrophoneUnavailableError('aborted', signal?.reason))
    }
    if (signal?.aborted === true) {
      abort()
      return
    }
    signal?.addEventListener('abort', abort)
    start()
      .then(() => resolve(microphone), reject)
      .finally(() => signal?.removeEventListener('abort', abort))
  })
