import type { Microphone, MicrophoneFrame, Speaker } from '@vatel/core'

/** Where the sound of a call is copied to, as it is heard. */
export interface SoundTaps {
  /** What the microphone hears. */
  readonly onUser: (frame: MicrophoneFrame) => void
  /** What the loudspeaker sounds, silence included, with the time of its first sample. */
  readonly onAgent: (pcm: Int16Array, atMs: number) => void
}

/** Ear and mouth of a call. */
export interface Devices {
  readonly microphone: Microphone
  /** The loudspeaker, and what waits in it to be heard, in milliseconds. */
  readonly speaker: Speaker & { readonly bufferedMs: number }
  /** Whether the user will say nothing any more: the end of a file. */
  readonly userIsDone: () => boolean
  /** Settles with a sentence when a device breaks; never otherwise. */
  readonly broken: Promise<string>
  /** Ends everything that the devices started; the last sound is out when it resolves. */
  close(): Promise<void>
}

/** Opens ear and mouth; rejects with `CannotStart` when that fails. */
export type OpenDevices = (taps: SoundTaps) => Promise<Devices>
