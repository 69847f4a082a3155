import { MicrophoneUnavailableError } from '../errors/microphone-unavailable.ts'

/** The part of a browser that has microphones; some of it is missing in some of them. */
interface MediaBrowser {
  readonly isSecureContext: boolean
  readonly AudioWorkletNode?: unknown
  readonly navigator: { readonly mediaDevices?: Partial<Pick<MediaDevices, 'getUserMedia'>> }
}

/** Turns off a microphone. */
export const stopStream = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop()
}

/** Asks for a microphone. Rejects with what the browser throws, or with why it cannot be asked. */
export const getStream = async (
  constraints: MediaTrackConstraints,
  { isSecureContext, AudioWorkletNode, navigator: { mediaDevices } }: MediaBrowser = globalThis,
): Promise<MediaStream> => {
  if (!isSecureContext) throw new MicrophoneUnavailableError('insecure-context')
  if (mediaDevices?.getUserMedia === undefined || AudioWorkletNode === undefined)
    throw new MicrophoneUnavailableError('unsupported')
  return mediaDevices.getUserMedia({ audio: constraints })
}
