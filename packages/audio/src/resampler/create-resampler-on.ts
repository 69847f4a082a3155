import { InvalidOptionError } from '../errors/invalid-option.ts'
import { prepareConversion, type Conversion } from './conversion.ts'
import { interleave, pickChannel } from './interleave.ts'
import type { KernelSet } from './kernels.ts'
import { readResamplerOptions, type ResamplerOptions } from './resampler-options.ts'
import type { Resampler } from './resampler.ts'

/** Conversions that are kept for the next stream between the same rates. */
const mostKept = 16

/** Makes a `createResampler` out of one way to run the inner loops. */
export const createResamplerOn = (kernels: KernelSet): ((options: ResamplerOptions) => Resampler) => {
  const kept = new Map<string, Conversion>()
  const conversionFor = ({ from, to, quality }: Required<ResamplerOptions>): Conversion => {
    const key = `${from} ${to} ${quality}`
    const conversion = kept.get(key) ?? prepareConversion(from, to, quality, kernels)
    kept.delete(key)
    kept.set(key, conversion)
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return conversion
  }

  return (given) => {
    const options = readResamplerOptions(given)
    const { from, channels } = options
    const { delay, openStream } = conversionFor(options)
    const openStreams = () => Array.from({ length: channels }, openStream)
    let streams = openStreams()

    const process = (samples: Float32Array): Float32Array => {
      if (samples.length % channels !== 0)
        throw new InvalidOptionError(
          'samples.length',
          samples.length,
          `give a multiple of ${channels} channels`,
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
}
