import { InvalidOption } from '../errors/invalid-option.ts'
import { designFilter, type PolyphaseFilter } from './design-filter.ts'
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

/** Resamples one channel. */
interface Channel {
  process(samples: Float32Array): Float32Array
}

const openChannel = ({ up, down, delay, rows }: PolyphaseFilter): Channel => {
  const past = 2 * delay - 1
  let position = 0
  let phase = 0
  let history = new Float32Array(past)
  return {
    process: (samples) => {
      const heard = new Float32Array(past + samples.length)
      heard.set(history)
      heard.set(samples, past)
      const made = new Float32Array(Math.max(0, Math.ceil(((samples.length - position) * up - phase) / down)))
      for (let i = 0; i < made.length; i++) {
        const row = rows[phase] ?? new Float64Array(0)
        let sum = 0
        for (let k = 0, at = past + position; k < row.length; k++, at--)
          sum += (row[k] ?? 0) * (heard[at] ?? 0)
        made[i] = sum
        phase += down
        position += Math.floor(phase / up)
        phase %= up
      }
      position -= samples.length
      history = heard.slice(samples.length)
      return made
    },
  }
}

const copy: Channel = { process: (samples) => samples.slice() }

/**
 * Makes a resampler between any two rates from 8 to 192 kHz: a Kaiser windowed-sinc low-pass, flat within 0.01 dB to 0.9
 * of the lower Nyquist frequency and 100 dB down from that frequency on. With several channels, input and output are
 * interleaved; for sound that has an array for each channel, make a resampler for each.
 *
 * @throws {InvalidOption} when an option does not fit.
 */
export const createResampler = (options: ResamplerOptions): Resampler => {
  const { from, to, quality, channels } = readResamplerOptions(options)
  const filter = from === to ? undefined : designFilter(from, to, quality)
  const open = (): Channel[] =>
    Array.from({ length: channels }, () => (filter === undefined ? copy : openChannel(filter)))
  let streams = open()
  const delay = filter?.delay ?? 0

  const process = (samples: Float32Array): Float32Array => {
    if (samples.length % channels !== 0)
      throw new InvalidOption('samples.length', samples.length, `give a multiple of the ${channels} channels`)
    const made = streams.map((stream, channel) =>
      stream.process(channels === 1 ? samples : samples.filter((_, i) => i % channels === channel)),
    )
    const [first = new Float32Array(0)] = made
    return channels === 1
      ? first
      : Float32Array.from(
          { length: first.length * channels },
          (_, i) => made[i % channels]?.[Math.floor(i / channels)] ?? 0,
        )
  }
  return {
    process,
    flush: () => {
      const rest = process(new Float32Array(delay * channels))
      streams = open()
      return rest
    },
    latencyMs: (delay / from) * 1000,
  }
}
