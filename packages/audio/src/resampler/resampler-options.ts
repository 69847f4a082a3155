import { InvalidOptionError } from '../errors/invalid-option.ts'

/**
 * How sharp the filter is. `standard` keeps what lies below 0.9 of the Nyquist frequency of the lower rate and removes
 * what lies above that frequency; `low-latency` takes about half the delay, and lets what lies between 1.0 and 1.1 of it
 * fold back to between 0.9 and 1.0.
 */
export type ResamplerQuality = 'standard' | 'low-latency'

/** What a resampler is to do. */
export interface ResamplerOptions {
  /** Sample rate of the input: whole Hz from 8 000 to 192 000. */
  readonly from: number
  /** Sample rate of the output: whole Hz from 8 000 to 192 000. */
  readonly to: number
  /** @defaultValue `'standard'` */
  readonly quality?: ResamplerQuality
  /** Channels that lie interleaved in input and output, from 1 to 32. @defaultValue one channel */
  readonly channels?: number
}

const isWholeWithin = (value: unknown, low: number, high: number): boolean =>
  Number.isInteger(value) && Number(value) >= low && Number(value) <= high

const qualities: readonly unknown[] = ['standard', 'low-latency'] satisfies ResamplerQuality[]

/** Fills in the defaults. @throws {InvalidOptionError} that names the first option that does not fit. */
export const readResamplerOptions = (options: ResamplerOptions): Required<ResamplerOptions> => {
  const { from, to, quality = 'standard', channels = 1 } = options
  for (const [option, rate] of Object.entries({ from, to }))
    if (!isWholeWithin(rate, 8_000, 192_000))
      throw new InvalidOptionError(option, rate, 'give a sample rate in whole Hz from 8000 to 192000')
  if (!qualities.includes(quality))
    throw new InvalidOptionError('quality', quality, "choose 'standard' or 'low-latency'")
  if (!isWholeWithin(channels, 1, 32))
    throw new InvalidOptionError('channels', channels, 'give a whole number of channels from 1 to 32')
  return { from, to, quality, channels }
}
