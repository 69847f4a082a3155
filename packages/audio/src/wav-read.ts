import { findWavLayout } from './wav-layout.ts'
import type { WavFormat } from './wav-samples.ts'

/** The sound of a WAV file. */
export interface Wav {
  /** Samples a second of each channel. */
  readonly sampleRate: number
  /** One array for each channel, floats in [-1, 1]: integers are divided by half their range. */
  readonly channels: readonly Float32Array[]
  /** How the file writes its samples. */
  readonly format: WavFormat
}

/*
 * Why not a library: of those looked at (wavefile 11, wav-decoder 1.3, node-wav 0.0.2, wav-file-decoder 1.0,
 * @audio/decode-wav 1.5), the two that read every format here are ESM only or 12 kB compressed, and both give the half of
 * a truncated file, or the noise that a wrong block size makes, without a word.
 */

/**
 * Reads a WAV file: integers of 8, 16, 24 or 32 bits or floats of 32, any number of channels, plain or
 * WAVE_FORMAT_EXTENSIBLE. Other chunks are passed over. A data size that a stream has left open (0, 0xFFFFFFFF, or what
 * sox writes into a pipe) means as far as the file goes, in whole blocks.
 *
 * @throws {InvalidWavError} when the header is truncated, contradicts itself or the file, or names another format.
 */
export const readWav = (bytes: Uint8Array): Wav => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { sampleRate, encoding, bitsPerSample, ...layout } = findWavLayout(view)
  const { channelCount, blockAlign, readSample, dataStart, dataSize } = layout

  const channels = Array.from({ length: channelCount }, (_, channel) => {
    const samples = new Float32Array(dataSize / blockAlign)
    let at = dataStart + (channel * bitsPerSample) / 8
    for (let i = 0; i < samples.length; i++, at += blockAlign) samples[i] = readSample(view, at)
    return samples
  })
  return { sampleRate, channels, format: { encoding, bitsPerSample } }
}
