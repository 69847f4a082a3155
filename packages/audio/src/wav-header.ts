import { InvalidOption } from './errors/invalid-option.ts'
import { subFormatTail } from './wav-format.ts'

/** How a WAV file is to be written. */
export interface WavOptions {
  /** Samples a second. @defaultValue 24 000 */
  readonly sampleRate?: number
  /** @defaultValue 1 channel */
  readonly channelCount?: number
  /** 16-bit integers or 32-bit floats. @defaultValue 16-bit integers */
  readonly encoding?: 'pcm16' | 'float32'
}

/** The data size of a file whose end is not known yet. */
export const openDataSize = 0xffff_ffff

/** Gives a WAV header that is followed by `dataSize` bytes: plain to two channels, WAVE_FORMAT_EXTENSIBLE above. */
export const wavHeader = (options: Required<WavOptions>, dataSize: number): Uint8Array => {
  const { sampleRate, channelCount, encoding } = options
  const sampleBytes = encoding === 'float32' ? 4 : 2
  const block = channelCount * sampleBytes
  const isExtensible = channelCount > 2
  const tag = encoding === 'float32' ? 3 : 1
  const fmtSize = isExtensible ? 40 : tag === 3 ? 18 : 16
  // Every format but plain integers owes a `fact` chunk: how many samples each channel has.
  const factSize = tag === 3 || isExtensible ? 12 : 0
  const header = new Uint8Array(12 + 8 + fmtSize + factSize + 8)
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
  view.setUint16(20, isExtensible ? 0xfffe : tag, true)
  view.setUint16(22, channelCount, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * block, true)
  view.setUint16(32, block, true)
  view.setUint16(34, sampleBytes * 8, true)
  if (isExtensible) {
    view.setUint16(36, 22, true)
    view.setUint16(38, sampleBytes * 8, true)
    // Bytes 40 to 43, the speaker mask, stay 0: the channels are not meant for given places.
    view.setUint16(44, tag, true)
    header.set(subFormatTail, 46)
  }
  const afterFmt = 20 + fmtSize
  if (factSize > 0) {
    name(afterFmt, 'fact')
    view.setUint32(afterFmt + 4, 4, true)
    view.setUint32(afterFmt + 8, isOpen ? openDataSize : dataSize / block, true)
  }
  name(header.length - 8, 'data')
  view.setUint32(header.length - 4, dataSize, true)
  return header
}

/** Fills in the defaults. @throws {InvalidOption} when a header cannot hold a value. */
export const checkWavOptions = (options: WavOptions): Required<WavOptions> => {
  const { sampleRate = 24_000, channelCount = 1, encoding = 'pcm16' } = options
  if (!(Number.isInteger(sampleRate) && sampleRate > 0 && sampleRate < 2 ** 32))
    throw new InvalidOption('sampleRate', sampleRate, 'give whole samples a second, above zero')
  if (!(Number.isInteger(channelCount) && channelCount > 0 && channelCount < 2 ** 14))
    throw new InvalidOption('channelCount', channelCount, 'give from 1 to 16 383 channels')
  return { sampleRate, channelCount, encoding }
}
