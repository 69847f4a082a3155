import type { AgentAudio, PlaybackEvent } from '../playout.ts'
import type { StopSignal, WorkletUrl } from './opening.ts'
import type { OutputState } from './output-state.ts'

/** How a speaker is opened. */
export interface SpeakerOptions {
  /** The device, as `listDevices` names it. @defaultValue that of the system */
  readonly deviceId?: string
  /**
   * Where the page finds `@vatel/audio/worklets/player.js`.
   *
   * @defaultValue beside the module, where bundlers put it
   */
  readonly workletUrl?: WorkletUrl
  /** Calls off the opening, at any stage of it. It does not close a speaker that is open. */
  readonly signal?: StopSignal
}

/** A speaker that is open. */
export interface WebSpeaker {
  /** Adds a piece of a turn, PCM16 at 24 kHz; it is copied. Turns sound one after the other. */
  write(audio: AgentAudio): void
  /**
   * Falls silent within one render quantum, with a fade of its length, and forgets what was written. What is written
   * after it sounds, also of a turn written before: which audio is late and must not sound is for a turn gate to say.
   */
  flush(): void
  /** As `flush`, and refuses whatever comes later of the turns written so far: for who has no turn gate. */
  cancel(): void
  /**
   * Calls back with what is heard; gives the function that stops it. `atMs` says when it leaves the device, in
   * milliseconds of `performance.now()`: an event may be told a little before.
   */
  listen(listener: (event: PlaybackEvent) => void): () => void
  /** Calls back at once with whether it can sound, and at each change; gives the function that stops it. */
  watch(listener: (state: OutputState) => void): () => void
  /**
   * Sounds from another device, or without one from that of the system.
   *
   * @throws {SpeakerUnavailableError} with the `reason`: `unsupported` in a browser that cannot choose.
   */
  switchTo(deviceId?: string): Promise<void>
  /** Flushes, and ends the context, for good. */
  close(): void
  /** How loud it plays: 1 as written, 0 silent. @defaultValue 1 */
  volume: number
  readonly state: OutputState
  /** Loudness of the last 40 ms in dBFS, before the volume: -Infinity in silence. */
  readonly level: number
}
