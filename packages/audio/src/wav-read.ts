import { findWavLayout, type WavLayout } from './wav-chunks.ts'
import type { WavFormat } from './wav-format.ts'

/** The sound of a WAV file. */
export interface Wav {
  readonly sampleRate: number
  /** One array for each channel, floats in [-1, 1]; integers are divided by half their range. */
  readonly channels: readonly Float32Array[]
  /** How the file writes its samples. */
  readonly format: WavFormat
}

type ReadSample = (view: DataView, at: number) => number

const readers: Readonly<Record<string, ReadSample>> = {
  integer8: (view, at) => (view.getUint8(at) - 128) / 128,
  integer16: (view, at) => view.getInt16(at, true) / 32_768,
  integer24: (view, at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 8_388_608,
  integer32: (view, at) => view.getInt32(at, true) / 2_147_483_648,
  float32: (view, at) => view.getFloat32(at, true),
}

const readChannels = (view: DataView, layout: WavLayout): readonly Float32Array[] => {
  const { encoding, bitsPerSample, channelCount, dataStart, dataSize } = layout
  const bytes = bitsPerSample / 8
  const block = bytes * channelCount
  const read = readers[`${encoding}${bitsPerSample}`]
  if (read === undefined) return []
  return Array.from({ length: channelCount }, (_, channel) => {
    const samples = new Float32Array(dataSize / block)
    for (let i = 0, at = dataStart + channel * bytes; i < samples.length; i++, at += block)
      samples[i] = read(view, at)
    return samples
  })
}

/**
 * Reads a WAV file: 8, 16, 24 or 32-bit integers or 32-bit floats, any number of channels, plain or
 * WAVE_FORMAT_EXTENSIBLE. Other chunks are passed over, and a data size that a stream left open (0, 0xFFFFFFFF, or what
 * sox writes to a pipe) means as far as the file goes.
 *
 * @throws {InvalidWav} when the header is truncated, contradicts itself or the file, or names another format.
 */
export const readWav = (bytes: Uint8Array): Wav => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const layout = findWavLayout(view)
  const { sampleRate, encoding, bitsPerSample } = layout
  return { sampleRate, channels: readChannels(view, layout), format: { encoding, bitsPerSample } }
}
