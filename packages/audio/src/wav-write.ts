import { InvalidOptionError } from './errors/invalid-option.ts'
import type { Samples } from './level.ts'
import { fromPcm16, toPcm16 } from './pcm16.ts'
import { openDataSize, sampleBytes, wavHeader, type WavOptions } from './wav-header.ts'
import { checkWavOptions, growDataSize } from './wav-options.ts'

/** Writes a WAV file piece by piece without holding it: whoever owns the file puts the bytes where they belong. */
export interface WavWriter {
  /** The bytes to begin the file with. They leave the size open, so that even a file cut off can be read. */
  readonly header: Uint8Array
  /**
   * Gives the bytes of these samples, to be added to the file.
   *
   * @throws {InvalidOptionError} when the channels are not as many as stated, differ in length, or no longer fit into the
   * 4 GiB of a file.
   */
  readonly write: (channels: readonly Samples[]) => Uint8Array
  /**
   * Gives the bytes to put in the place of the header, as many as it has, and those to add at the end of the file: none,
   * as long as all that is written are samples of 16 and 32 bits, which need no padding.
   */
  readonly end: () => { readonly tail: Uint8Array; readonly header: Uint8Array }
}

const setPcm16 = (view: DataView, samples: Samples, first: number, step: number): void => {
  const pcm = samples instanceof Int16Array ? samples : toPcm16(samples)
  pcm.forEach((sample, i) => view.setInt16(first + i * step, sample, true))
}

const setFloat32 = (view: DataView, samples: Samples, first: number, step: number): void => {
  const floats = samples instanceof Int16Array ? fromPcm16(samples) : samples
  floats.forEach((sample, i) => view.setFloat32(first + i * step, sample, true))
}

/**
 * Begins a WAV file whose length is not known yet.
 *
 * @throws {InvalidOptionError} when a header cannot hold a value.
 */
export const createWavWriter = (options: WavOptions = {}): WavWriter => {
  const checked = checkWavOptions(options)
  const { channelCount, encoding } = checked
  const bytesEach = sampleBytes(checked)
  const setSamples = encoding === 'float32' ? setFloat32 : setPcm16
  let dataSize = 0

  return {
    header: wavHeader(checked, openDataSize),
    write: (channels) => {
      const lengths = channels.map(({ length }) => length)
      const [length = 0] = lengths
      if (channels.length !== channelCount)
        throw new InvalidOptionError('channels', `${channels.length} arrays`, `give ${channelCount}`)
      if (lengths.some((other) => other !== length))
        throw new InvalidOptionError(
          'channels',
          `of lengths ${lengths.join(', ')}`,
          'give channels of equal length',
        )
      const block = channelCount * bytesEach
      dataSize = growDataSize(dataSize, length * block)
      const bytes = new Uint8Array(length * block)
      const view = new DataView(bytes.buffer)
      channels.forEach((samples, channel) => setSamples(view, samples, channel * bytesEach, block))
      return bytes
    },
    end: () => ({ tail: new Uint8Array(dataSize % 2), header: wavHeader(checked, dataSize) }),
  }
}

/** What a WAV file is to hold. */
export interface WavContent extends Omit<WavOptions, 'channelCount'> {
  /** One array for each channel, all of the same length: floats in [-1, 1], or PCM16. */
  readonly channels: readonly Samples[]
}

/**
 * Gives a whole WAV file.
 *
 * @throws {InvalidOptionError} when there is no channel, their lengths differ, or a header cannot hold a value.
 */
export const writeWav = ({ channels, ...options }: WavContent): Uint8Array => {
  const writer = createWavWriter({ ...options, channelCount: channels.length })
  const data = writer.write(channels)
  const { header } = writer.end()
  const file = new Uint8Array(header.length + data.length)
  file.set(header)
  file.set(data, header.length)
  return file
}
