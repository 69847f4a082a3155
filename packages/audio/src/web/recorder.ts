import { createResampler } from '../resampler/create-resampler.ts'
import { toPcm16 } from '../pcm16.ts'

/** The rate of the frames, in samples a second. */
export const wireRate = 24_000
/** 20 ms. */
const frameSamples = 480

/** What the recording worklet tells: 20 ms of sound. */
export interface RecordedFrame {
  /** PCM16, mono, 24 000 Hz. */
  readonly pcm: Int16Array
  /** When its first sample entered the graph, in seconds of the context. */
  readonly atSeconds: number
}

/** Turns quanta at the rate of a device into frames. */
export interface Recorder {
  /** Takes one quantum of one channel, whose first sample has this place in the time of the context. */
  readonly take: (samples: Float32Array, atFrame: number) => void
}

/**
 * Makes the recorder that the worklet runs: it resamples to 24 kHz, cuts frames of 20 ms, and knows when each was
 * captured, the delay of the resampler taken off.
 */
export const createRecorder = (sampleRate: number, tell: (frame: RecordedFrame) => void): Recorder => {
  const resampler = createResampler({ from: sampleRate, to: wireRate })
  const latencySeconds = resampler.latencyMs / 1_000
  let frame = new Int16Array(frameSamples)
  let filled = 0
  let taken = 0
  let made = 0

  const add = (pcm: Int16Array, startSeconds: number): void => {
    for (let at = 0; at < pcm.length;) {
      const count = Math.min(pcm.length - at, frameSamples - filled)
      frame.set(pcm.subarray(at, at + count), filled)
      at += count
      filled += count
      made += count
      if (filled < frameSamples) return
      tell({ pcm: frame, atSeconds: startSeconds + (made - frameSamples) / wireRate - latencySeconds })
      frame = new Int16Array(frameSamples)
      filled = 0
    }
  }

  return {
    take: (samples, atFrame) => {
      // Where the stream would have begun, had no quantum been left out: the time of a frame follows the context.
      const startSeconds = (atFrame - taken) / sampleRate
      taken += samples.length
      add(toPcm16(resampler.process(samples)), startSeconds)
    },
  }
}
