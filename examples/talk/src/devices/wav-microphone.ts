import { everyFrame, frameLength } from '@vatel/audio'
import type { Clock, Microphone, MicrophoneFrame } from '@vatel/core'

/** Options of a microphone that plays a recording. */
interface WavMicrophoneOptions {
  /** PCM16, mono, 24 000 Hz. */
  readonly pcm: Int16Array
  readonly clock: Clock
  /** Receives every frame before the listeners do. */
  readonly onFrame: (frame: MicrophoneFrame) => void
}

/** A microphone that plays a recording, then silence. */
interface WavMicrophone extends Microphone {
  /** The recording has been played to its end. */
  readonly isDone: boolean
}

const frameMs = 20
const frameSamples = frameLength({ frameMs })

/**
 * Creates a microphone that begins with the recording at the first listener, and continues in real time until it is
 * closed.
 */
export const wavMicrophone = ({ pcm, clock, onFrame }: WavMicrophoneOptions): WavMicrophone => {
  const listeners = new Set<(frame: MicrophoneFrame) => void>()
  let position = 0
  let stop: (() => void) | undefined
  let closed = false

  const tick = (_: number, dueMs: number): void => {
    const heard = new Int16Array(frameSamples)
    heard.set(pcm.subarray(position, position + frameSamples))
    position += frameSamples
    // A device delivers a complete frame: its first sample is a frame older.
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
