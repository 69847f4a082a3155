import { everyFrame } from '@vatel/audio'
import type { Clock, Microphone, MicrophoneFrame } from '@vatel/core'

/** How a recording is played as a microphone. */
export interface WavMicrophoneOptions {
  /** PCM16, mono, 24 000 Hz. */
  readonly pcm: Int16Array
  readonly clock: Clock
  /** Hears every frame, before the listeners do. */
  readonly onFrame: (frame: MicrophoneFrame) => void
}

/** A microphone that hears a recording, and silence after it. */
export interface WavMicrophone extends Microphone {
  /** Whether the recording has been heard to its end. */
  readonly isDone: boolean
}

const frameMs = 20
const frameSamples = 480

/** Makes a microphone that begins with the recording when somebody listens, and goes on at real time until it is closed. */
export const wavMicrophone = ({ pcm, clock, onFrame }: WavMicrophoneOptions): WavMicrophone => {
  const listeners = new Set<(frame: MicrophoneFrame) => void>()
  let position = 0
  let stop: (() => void) | undefined
  let closed = false

  const tick = (_: number, dueMs: number): void => {
    const heard = new Int16Array(frameSamples)
    heard.set(pcm.subarray(position, position + frameSamples))
    position += frameSamples
    // A device hands a frame over when it is complete: its first sample is a frame older.
    const frame = { pcm: heard, atMs: dueMs - frameMs }
    onFrame(frame)
    for (const listener of [...listeners]) listener(frame)
  }

  return {
    listen: (listener) => {
      listeners.add(listener)
      if (!closed) stop ??= everyFrame(clock, frameMs, tick)
      return () => listeners.delete(listener)
    },
    close: () => {
      closed = true
      stop?.()
      listeners.clear()
    },
    get isDone() {
      return position >= pcm.length
    },
  }
}
