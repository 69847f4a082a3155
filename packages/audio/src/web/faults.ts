import { MicrophoneUnavailableError, type MicrophoneFault } from '../errors/microphone-unavailable.ts'
import { SpeakerUnavailableError, type SpeakerFault } from '../errors/speaker-unavailable.ts'
import { WorkletNotLoadedError } from '../errors/worklet-not-loaded.ts'

/** What the names of the exceptions of getUserMedia mean (W3C, Media Capture and Streams, section 10.2). */
const microphoneFaults: ReadonlyMap<string, MicrophoneFault> = new Map([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotReadableError', 'in-use'],
  ['AbortError', 'in-use'],
  ['NotFoundError', 'not-found'],
  ['OverconstrainedError', 'not-found'],
  ['NotSupportedError', 'unsupported'],
])

/** What those of setSinkId and of contexts mean (W3C, Audio Output Devices API; Web Audio API). */
const speakerFaults: ReadonlyMap<string, SpeakerFault> = new Map([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'not-found'],
  ['NotSupportedError', 'unsupported'],
])

const nameOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : ''

/** The error of this package for what was thrown while a microphone was opened. */
export const microphoneFault = (error: unknown): MicrophoneUnavailableError | WorkletNotLoadedError =>
  error instanceof MicrophoneUnavailableError || error instanceof WorkletNotLoadedError
    ? error
    : new MicrophoneUnavailableError(microphoneFaults.get(nameOf(error)) ?? 'failed', error)

/** The error of this package for what was thrown while a speaker was opened or switched. */
export const speakerFault = (error: unknown): SpeakerUnavailableError | WorkletNotLoadedError =>
  error instanceof SpeakerUnavailableError || error instanceof WorkletNotLoadedError
    ? error
    : new SpeakerUnavailableError(speakerFaults.get(nameOf(error)) ?? 'failed', error)
