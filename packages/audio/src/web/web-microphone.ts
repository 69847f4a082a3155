import type { CapturedFrame } from './open-capture.ts'

/**
 * What a microphone does. `live`: it hears. `muted`: by this program. `needs-gesture`: the browser waits for a click or a
 * key, in whose handler `unlock` has to be called. `interrupted`: the system holds it, as for a phone call. `lost`: the
 * device is gone, and `switchTo` gets another.
 */
export type MicrophoneState = 'live' | 'muted' | 'needs-gesture' | 'interrupted' | 'lost'

/** How a microphone is muted. */
export interface MuteOptions {
  /** Turns off the device, and with it the lamp that shows it is on; `unmute` opens it again. @defaultValue `false` */
  readonly release?: boolean
}

/** A microphone that is open. */
export interface WebMicrophone {
  /** Calls back with each frame: 20 ms, 480 samples at 24 kHz; gives the function that stops it. */
  listen(listener: (frame: CapturedFrame) => void): () => void
  /** Calls back at once with its state, and at each change; gives the function that stops it. */
  watch(listener: (state: MicrophoneState) => void): () => void
  /** Gives silence instead of the voice from the next frame on; released, it gives no frame at all. */
  mute(options?: MuteOptions): void
  /**
   * Gives the voice again.
   *
   * @throws {MicrophoneUnavailableError} when the device was released and cannot be opened again; it stays muted.
   */
  unmute(): Promise<void>
  /**
   * Takes another device, or without one the default. The old one is heard until the new one is; it goes on when that
   * cannot be opened.
   *
   * @throws {MicrophoneUnavailableError} with the `reason`: `aborted` when it was closed, or switched again, meanwhile.
   * @throws {WorkletNotLoadedError}
   */
  switchTo(deviceId?: string): Promise<void>
  /** Turns off the device and ends the context, for good; no frame comes after it. */
  close(): void
  readonly state: MicrophoneState
  /** Loudness of the last frame in dBFS: -Infinity for silence, and while it is muted. */
  readonly level: number
  /** The device that is heard, as `listDevices` names it; empty when there is none, or the browser does not say. */
  readonly deviceId: string
}
