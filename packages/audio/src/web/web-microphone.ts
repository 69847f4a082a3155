import type { MicrophoneUnavailableError, WorkletNotLoadedError } from '../errors.ts'
import type { CapturedFrame, MicrophoneProcessing } from './capture.ts'
import type { PageMediaStream } from './opening.ts'

/**
 * State of a microphone. `live`: it captures. `silent`: it has captured only zeros for 3 s, usually because of a switch on
 * the device or a setting of the system. `muted`: by this program. `muted-by-system`: by the system or the browser.
 * `needs-gesture`: the browser waits for a click or a key press, whose handler has to call `unlockAudio`. `interrupted`: the
 * system holds the sound, for example during a phone call. `lost`: there is no device, for the reason in `error`; another
 * attempt follows when devices change, and `switchTo` opens another.
 */
export type MicrophoneState =
  'live' | 'silent' | 'muted' | 'muted-by-system' | 'needs-gesture' | 'interrupted' | 'lost'

/** Options of `mute`. */
export interface MuteOptions {
  /** Turns off the device, and the indicator of the browser with it; `unmute` opens it again. @defaultValue `false` */
  readonly release?: boolean
}

/** An open microphone. */
export interface WebMicrophone {
  /** Adds a listener of frames of 20 ms, 480 samples at 24 kHz; returns the function that removes it. */
  listen(listener: (frame: CapturedFrame) => void): () => void
  /** Calls the listener at once with the state, and at each change; returns the function that removes it. */
  watch(listener: (state: MicrophoneState) => void): () => void
  /** Replaces the voice by silence from the next frame on; released, it emits no frames. */
  mute(options?: MuteOptions): void
  /**
   * Ends `mute`.
   *
   * @throws {MicrophoneUnavailableError} when a released device cannot be opened again; it stays muted.
   */
  unmute(): Promise<void>
  /**
   * Switches to another device, without an argument to the default; or to another processing, for which the same device is
   * opened anew. Processing that is not given stays as it is. The old device is captured until the new one is; it continues
   * when the new one cannot be opened.
   *
   * @throws {MicrophoneUnavailableError} with the `reason`: `aborted` when it was closed, or switched again, meanwhile.
   * @throws {WorkletNotLoadedError}
   */
  switchTo(deviceId?: string, processing?: MicrophoneProcessing): Promise<void>
  /** Turns off the device and closes the context; no frame is emitted afterwards. */
  close(): void
  readonly state: MicrophoneState
  /** Error of a `lost` microphone. */
  readonly error: MicrophoneUnavailableError | WorkletNotLoadedError | undefined
  /** Loudness of the last frame in dBFS: -Infinity for silence, and while it is muted. */
  readonly level: number
  /**
   * The voice as a stream for recorders, avatars and visualizers, created by the first read. It is one stream through every
   * switch of the device, silent while the microphone is muted or lost, and its track ends with `close`.
   */
  readonly stream: PageMediaStream
  /**
   * Fills the array with the spectrum of this moment, as an AnalyserNode does: bytes from 0 (-100 dB) to 255 (-30 dB), or
   * floats in dB. At most 512 bins are filled. Returns the width of a bin in Hz; 0, with a silent spectrum, while no device
   * is captured. It allocates nothing after the first call.
   */
  readSpectrum(bins: Uint8Array | Float32Array): number
  /** Device id of the captured device, as in `listDevices`; empty when there is none, or the browser does not report it. */
  readonly deviceId: string
}
