import { InvalidOptionError } from '../errors.ts'
import type { Samples } from '../level.ts'
import { fromPcm16, toPcm16, wireRate } from '../pcm16.ts'
import { formatTag, subFormatTail } from './wav-format.ts'

/** Options of a WAV file to be written. */
export interface WavOptions {
  /** Samples a second of each channel. @defaultValue 24 000 */
  readonly sampleRate?: number
  /** @defaultValue 1 channel */
  readonly channelCount?: number
  /** Integers of 16 bits, or floats of 32. @defaultValue integers of 16 bits */
  readonly encoding?: 'pcm16' | 'float32'
}

/** Data size of a file of unknown length. */
const openDataSize = 0xffff_ffff

/** Bytes of one sample. */
const sampleBytes = ({ encoding }: Required<WavOptions>): number => (encoding === 'float32' ? 4 : 2)

/** Creates a WAV header for `dataSize` bytes of data: plain up to two channels, WAVE_FORMAT_EXTENSIBLE above. */
const createHeader = (options: Required<WavOptions>, dataSize: number): Uint8Array => {
  const { sampleRate, channelCount, encoding } = options
  const isExtensible = channelCount > 2
  const tag = encoding === 'float32' ? formatTag.float : formatTag.integer
  const block = channelCount * sampleBytes(options)
  const fmtSize = isExtensible ? 40 : tag === formatTag.float ? 18 : 16
  // Every format but plain integers requires a `fact` chunk: the number of samples of each channel.
  const factSize = fmtSize > 16 ? 12 : 0
  const header = new Uint8Array(20 + fmtSize + factSize + 8)
  const view = new DataView(header.buffer)
  const isOpen = dataSize === openDataSize

  const name = (at: number, text: string): void =>
    header.set(
      Array.from(text, (letter) => letter.charCodeAt(0)),
      at,
    )
  name(0, 'RIFF')
  view.setUint32(4, isOpen ? openDataSize : header.length - 8 + dataSize + (dataSize % 2), true)
  name(8, 'WAVEfmt ')
  view.setUint32(16, fmtSize, true)
  view.setUint16(20, isExtensible ? formatTag.extensible : tag, true)
  view.setUint16(22, channelCount, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * block, true)
  view.setUint16(32, block, true)
  view.setUint16(34, sampleBytes(options) * 8, true)
  if (isExtensible) {
    view.setUint16(36, 22, true)
    view.setUint16(38, sampleBytes(options) * 8, true)
    // Bytes 40 to 43, the channel mask, stay 0: the channels have no loudspeaker positions.
    view.setUint16(44, tag, true)
    header.set(subFormatTail, 46)
  }
  if (factSize > 0) {
    name(20 + fmtSize, 'fact')
    view.setUint32(24 + fmtSize, 4, true)
    view.setUint32(28 + fmtSize, isOpen ? openDataSize : dataSize / block, true)
  }
  name(header.length - 8, 'data')
  view.setUint32(header.length - 4, dataSize, true)
  return header
}

/** Largest data size of one file: 4 GiB, less a margin for the header and for the sizes that mean an unknown length. */
const largestDataSize = 0xffff_0000

/**
 * Fills in the defaults.
 *
 * @throws {InvalidOptionError} for a value that does not fit into a header.
 */
const checkOptions = (options: WavOptions): Required<WavOptions> => {
  const { sampleRate = wireRate, channelCount = 1, encoding = 'pcm16' } = options
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
 * Adds to a data size.
 *
 * @throws {InvalidOptionError} when the sum does not fit into a header.
 */
export const growDataSize = (dataSize: number, more: number): number => {
  if (dataSize + more > largestDataSize)
    throw new InvalidOptionError(
      'channels',
      `${more} bytes`,
      `begin another file, since this one has ${dataSize} bytes of 4 GiB`,
    )
  return dataSize + more
}

/** Writes a WAV file in chunks without holding it: the caller writes the returned bytes to the file. */
export interface WavWriter {
  /** First bytes of the file. They leave the size open, so that an unfinished file can be read. */
  readonly header: Uint8Array
  /**
   * Returns the bytes of these samples, to be appended to the file.
   *
   * @throws {InvalidOptionError} when the number of channels differs from `channelCount`, their lengths differ, or the file
   * would exceed 4 GiB.
   */
  readonly write: (channels: readonly Samples[]) => Uint8Array
  /**
   * Returns the bytes that replace the header, of the same length, and those to append at the end of the file: none, as
   * samples of 16 and 32 bits need no padding.
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
 * Begins a WAV file of unknown length.
 *
 * @example
 * const writer = createWavWriter({ sampleRate: 24_000 })
 * writeSync(file, writer.header)
 * for (const { pcm } of frames) writeSync(file, writer.write([pcm]))
 * const { tail, header } = writer.end()
 * writeSync(file, tail)
 * writeSync(file, header, 0, header.length, 0)      // with the sizes, over the first one
 *
 * @throws {InvalidOptionError} for a value that does not fit into a header.
 */
export const createWavWriter = (options: WavOptions = {}): WavWriter => {
  const checked = checkOptions(options)
  const { channelCount, encoding } = checked
  const bytesEach = sampleBytes(checked)
  const setSamples = encoding === 'float32' ? setFloat32 : setPcm16
  let dataSize = 0

  return {
    header: createHeader(checked, openDataSize),
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
    end: () => ({ tail: new Uint8Array(dataSize % 2), header: createHeader(checked, dataSize) }),
  }
}

/** Contents of a WAV file to be written. */
export interface WavContent extends Omit<WavOptions, 'channelCount'> {
  /** One array for each channel, all of the same length: floats in [-1, 1], or PCM16. */
  readonly channels: readonly Samples[]
}

/**
 * Creates a whole WAV file.
 *
 * @throws {InvalidOptionError} when there is no channel, their lengths differ, or a value does not fit into a header.
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
