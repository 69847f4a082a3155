import { formatTag, subFormatTail } from './wav-format.ts'

/** How a WAV file is to be written. */
export interface WavOptions {
  /** Samples a second of each channel. @defaultValue 24 000 */
  readonly sampleRate?: number
  /** @defaultValue 1 channel */
  readonly channelCount?: number
  /** Integers of 16 bits, or floats of 32. @defaultValue integers of 16 bits */
  readonly encoding?: 'pcm16' | 'float32'
}

/** The data size of a file whose end is not known yet. */
export const openDataSize = 0xffff_ffff

/** Bytes of one sample. */
export const sampleBytes = ({ encoding }: Required<WavOptions>): number => (encoding === 'float32' ? 4 : 2)

/** Gives a WAV header that `dataSize` bytes follow: plain up to two channels, WAVE_FORMAT_EXTENSIBLE above. */
export const wavHeader = (options: Required<WavOptions>, dataSize: number): Uint8Array => {
  const { sampleRate, channelCount, encoding } = options
  const isExtensible = channelCount > 2
  const tag = encoding === 'float32' ? formatTag.float : formatTag.integer
  const block = channelCount * sampleBytes(options)
  const fmtSize = isExtensible ? 40 : tag === formatTag.float ? 18 : 16
  // Every format but plain integers owes a `fact` chunk: how many samples each channel has.
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
    // Bytes 40 to 43, the places of the loudspeakers, stay 0: the channels are meant for none.
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
