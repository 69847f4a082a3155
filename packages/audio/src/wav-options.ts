import { InvalidOptionError } from './errors/invalid-option.ts'
import { sampleBytes, type WavOptions } from './wav-header.ts'

/** Data that one file can hold: 4 GiB, less a margin for the header and for the sizes that mean an open end. */
const largestDataSize = 0xffff_0000

/**
 * Fills in the defaults.
 *
 * @throws {InvalidOptionError} when a header cannot hold a value.
 */
export const checkWavOptions = (options: WavOptions): Required<WavOptions> => {
  const { sampleRate = 24_000, channelCount = 1, encoding = 'pcm16' } = options
  if (!(Number.isInteger(channelCount) && channelCount > 0 && channelCount < 2 ** 14))
    throw new InvalidOptionError('channelCount', channelCount, 'give from 1 to 16 383 channels')
  const checked = { sampleRate, channelCount, encoding }
  const byteRate = sampleRate * channelCount * sampleBytes(checked)
  if (!(Number.isInteger(sampleRate) && sampleRate > 0 && byteRate < 2 ** 32))
    throw new InvalidOptionError(
      'sampleRate',
      sampleRate,
      'give whole samples a second, above zero and below 4 GiB',
    )
  return checked
}

/**
 * Gives the size of the data after a piece more.
 *
 * @throws {InvalidOptionError} when a header cannot hold it.
 */
export const growDataSize = (dataSize: number, more: number): number => {
  if (dataSize + more > largestDataSize)
    throw new InvalidOptionError(
      'channels',
      `${more} bytes`,
      `begin another file: this one has ${dataSize} of 4 GiB`,
    )
  return dataSize + more
}
