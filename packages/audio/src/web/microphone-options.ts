import type { StopSignal, WorkletUrl } from './opening.ts'

/** How a microphone is opened. What the browser is asked for it may grant or not. */
export interface MicrophoneOptions {
  /** The device, as `listDevices` names it. @defaultValue the one that the browser or the user chooses */
  readonly deviceId?: string
  /**
   * Takes the sound of the speakers out of that of the microphone. Some browsers know `'all'`, what the whole system
   * plays, and `'remote-only'`; others take a word for `true`.
   *
   * @defaultValue `true`
   */
  readonly echoCancellation?: boolean | 'all' | 'remote-only'
  /** @defaultValue `true` */
  readonly noiseSuppression?: boolean
  /** @defaultValue `true` */
  readonly autoGainControl?: boolean
  /**
   * Where the page finds `@vatel/audio/worklets/recorder.js`.
   *
   * @defaultValue beside the module, where bundlers put it
   */
  readonly workletUrl?: WorkletUrl
  /** Calls off the opening, at any stage of it. It does not close a microphone that is open. */
  readonly signal?: StopSignal
}

/** What getUserMedia is asked for. */
export const constraintsOf = (options: MicrophoneOptions): MediaTrackConstraints => {
  const { deviceId, echoCancellation = true, noiseSuppression = true, autoGainControl = true } = options
  return {
    echoCancellation,
    noiseSuppression,
    autoGainControl,
    channelCount: 1,
    ...(deviceId === undefined ? {} : { deviceId: { exact: deviceId } }),
  }
}
