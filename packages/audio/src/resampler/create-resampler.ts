import { InvalidOption } from '../errors/invalid-option.ts'
import { prepareConversion } from './conversion.ts'
import type { KernelSet } from './kernels.ts'
import { plainKernels } from './plain-kernels.ts'
import { readResamplerOptions, type ResamplerOptions } from './resampler-options.ts'

/** Changes the sample rate of one stream, chunk by chunk. */
export interface Resampler {
  /**
   * Takes the next samples and gives every sample they complete: after `n` samples, `ceil(n · to / from)` have come out
   * in all, the same ones whatever the chunks were. The array given back is the caller's to keep.
   *
   * @throws {InvalidOption} when the length is no multiple of the channels.
   */
  process(samples: Float32Array): Float32Array
  /** Gives the last `latencyMs` of the stream, which are still inside; the next `process` begins a new stream. */
  flush(): Float32Array
  /** How much later a sound comes out than it goes in, in milliseconds. */
  readonly latencyMs: number
}

const pickChannel = (samples: Float32Array, channel: number, channels: number): Float32Array => {
  const picked = new Float32Array(samples.length / channels)
  for (let i = 0, at = channel; i < picked.length; i++, at += channels) picked[i] = samples[at] ?? 0
  return picked
}

const interleave = (channels: readonly Float32Array[]): Float32Array => {
  const joined = new Float32Array(channels.reduce((sum, { length }) => sum + length, 0))
  channels.forEach((samples, channel) => {
    for (let i = 0, at = channel; i < samples.length; i++, at += channels.length) joined[at] = samples[i] ?? 0
  })
  return joined
}

/** Makes `createResampler` with one way to run the inner loops. */
export const createResamplerOn =
  (kernels: KernelSet) =>
  (options: ResamplerOptions): Resampler => {
    const { from, to, quality, channels } = readResamplerOptions(options)
    const { delay, openStream } = prepareConversion(from, to, quality, kernels)
    const openStreams = () => Array.from({ length: channels }, openStream)
    let streams = openStreams()

    const process = (samples: Float32Array): Float32Array => {
      if (samples.length % channels !== 0)
        throw new InvalidOption(
          'samples.length',
          samples.length,
          `give a multiple of the ${channels} channels`,
        )
      const [only] = streams
      if (only !== undefined && channels === 1) return only.push(samples)
      return interleave(
        streams.map((stream, channel) => stream.push(pickChannel(samples, channel, channels))),
      )
    }
    return {
      process,
      flush: () => {
        const rest = process(new Float32Array(Math.ceil(delay) * channels))
        streams = openStreams()
        return rest
      },
      latencyMs: (delay / from) * 1000,
    }
  }

/**
 * Makes a resampler between any two rates from 8 to 192 kHz: flat within 0.01 dB to 0.9 of the lower Nyquist frequency,
 * and 100 dB down from that frequency on. With several channels, input and output are interleaved; for sound that has an
 * array for each channel, make a resampler for each.
 *
 * @throws {InvalidOption} when an option does not fit.
 */
export const createResampler: (options: ResamplerOptions) => Resampler = createResamplerOn(plainKernels)
