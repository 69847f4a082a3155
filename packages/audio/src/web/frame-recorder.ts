import { toPcm16, wireRate } from '../pcm16.ts'
import { createResampler } from '../resampler/create-resampler.ts'

/** Length of a frame. */
export const frameMs = 20
export const frameSamples = (frameMs * wireRate) / 1_000

/** A frame of 20 ms from the recorder worklet. */
export interface RecordedFrame {
  /** PCM16, mono, 24 000 Hz. */
  readonly pcm: Int16Array
  /** Time at which its first sample entered the graph, in seconds of the context. */
  readonly atSeconds: number
}

/** Converts render quanta at the rate of a device to frames. */
export interface FrameRecorder {
  /** Adds one quantum of one channel, whose first sample is at `atFrame` of the context. */
  readonly add: (samples: Float32Array, atFrame: number) => void
}

/**
 * Creates the recorder that the worklet runs: it resamples to 24 kHz, splits the sound into frames of 20 ms, and computes
 * the capture time of each, with the delay of the resampler subtracted.
 */
export const createFrameRecorder = (
  sampleRate: number,
  post: (frame: RecordedFrame) => void,
): FrameRecorder => {
  const resampler = createResampler({ from: sampleRate, to: wireRate })
  const latencySeconds = resampler.latencyMs / 1_000
  let frame = new Int16Array(frameSamples)
  let filled = 0
  let taken = 0
  let made = 0
  /** Frames of the context that were not rendered. */
  let skipped = 0

  const append = (pcm: Int16Array, startSeconds: number): void => {
    for (let at = 0; at < pcm.length;) {
      const count = Math.min(pcm.length - at, frameSamples - filled)
      frame.set(pcm.subarray(at, at + count), filled)
      at += count
      filled += count
      made += count
      if (filled < frameSamples) return
      post({ pcm: frame, atSeconds: startSeconds + (made - frameSamples) / wireRate - latencySeconds })
      frame = new Int16Array(frameSamples)
      filled = 0
    }
  }

  return {
    add: (samples, atFrame) => {
      // A busy Chromium gives a quantum the position of the one before it: a position that falls back is none.
      skipped = Math.max(skipped, atFrame - taken)
      taken += samples.length
      // Start of the stream if no quantum had been skipped: the time of a frame follows the context.
      append(toPcm16(resampler.process(samples)), skipped / sampleRate)
    },
  }
}
