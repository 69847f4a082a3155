import type { Microphone, MicrophoneFrame, Speaker } from '@vatel/core'

/** Receivers of a copy of the call's audio, as it is heard. */
export interface SoundTaps {
  /** Receives microphone frames. */
  readonly onUser: (frame: MicrophoneFrame) => void
  /** Receives loudspeaker audio, silence included, with the time of its first sample. */
  readonly onAgent: (pcm: Int16Array, atMs: number) => void
}

/** Microphone and loudspeaker of a call. */
export interface Devices {
  readonly microphone: Microphone
  /** Loudspeaker, with the duration of its buffered audio in milliseconds. */
  readonly speaker: Speaker & { readonly bufferedMs: number }
  /** Returns true once the user will say nothing more: at the end of a file. */
  readonly userIsDone: () => boolean
  /** Resolves with a sentence when a device breaks; otherwise stays pending. */
  readonly broken: Promise<string>
  /** Stops the devices; resolves after the last audio was played. */
  close(): Promise<void>
}

/** Opens microphone and loudspeaker; rejects with `CannotStart` if that fails. */
export type OpenDevices = (taps: SoundTaps) => Promise<Devices>
