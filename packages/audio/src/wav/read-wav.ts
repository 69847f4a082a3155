import { InvalidWavError } from '../errors.ts'
import { readFmt, type FmtChunk, type WavFormat } from './wav-format.ts'

/** Place and format of the samples of a WAV file. */
interface WavLayout extends FmtChunk {
  readonly dataStart: number
  readonly dataSize: number
}

/** Sizes left by a writer that cannot seek: 0, 0xFFFFFFFF, or 0x7FFFF000 less a part of a block (sox). */
const isLeftOpen = (size: number): boolean => size === 0 || size >= 0x7fff_0000

const nameAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)))

const readRiffSize = (view: DataView): number => {
  if (view.byteLength < 12) throw new InvalidWavError('riff', 0, `has ${view.byteLength} bytes, less than 12`)
  const id = nameAt(view, 0)
  if (id !== 'RIFF') throw new InvalidWavError('riff.id', 0, `is ${JSON.stringify(id)}, not "RIFF"`)
  const form = nameAt(view, 8)
  if (form !== 'WAVE') throw new InvalidWavError('riff.form', 8, `is ${JSON.stringify(form)}, not "WAVE"`)
  return view.getUint32(4, true)
}

/**
 * Finds `fmt ` and `data` among the chunks of a WAV file; other chunks are skipped.
 *
 * @throws {InvalidWavError} when the file is truncated or its sizes contradict each other.
 */
const findWavLayout = (view: DataView): WavLayout => {
  const riffSize = readRiffSize(view)
  const fileEnd = view.byteLength
  let fmt: FmtChunk | undefined
  let at = 12
  while (at < fileEnd) {
    if (at + 8 > fileEnd)
      throw new InvalidWavError('chunk', at, `has ${fileEnd - at} of the 8 bytes of its header`)
    const name = nameAt(view, at)
    const size = view.getUint32(at + 4, true)
    const start = at + 8
    if (name === 'data') {
      if (fmt === undefined) throw new InvalidWavError('data', at, 'comes before fmt, which describes it')
      return { ...fmt, dataStart: start, dataSize: dataSize(view, riffSize, start, fmt.blockAlign) }
    }
    if (size > fileEnd - start)
      throw new InvalidWavError(
        `${fieldOf(name)}.size`,
        at + 4,
        `is ${size}, but ${fileEnd - start} bytes follow`,
      )
    if (name === 'fmt ') fmt = readFmt(view, start, size)
    // A chunk of odd size is followed by a padding byte that its size does not count.
    at = start + size + (size % 2)
  }
  throw new InvalidWavError(fmt === undefined ? 'fmt' : 'data', fileEnd, 'is missing')
}

const fieldOf = (name: string): string => (/^[ -~]{4}$/.test(name) ? name.trim() : 'chunk')

const dataSize = (view: DataView, riffSize: number, start: number, block: number): number => {
  const size = view.getUint32(start - 4, true)
  const rest = view.byteLength - start
  if (size === 0 && riffSize + 8 === view.byteLength) return 0
  if (isLeftOpen(size) && (size === 0 || size > rest)) return rest - (rest % block)
  if (size > rest) throw new InvalidWavError('data.size', start - 4, `is ${size}, but ${rest} bytes follow`)
  if (size % block !== 0)
    throw new InvalidWavError('data.size', start - 4, `is ${size}, not whole blocks of ${block}`)
  // One byte of tolerance: a writer may count the padding and leave it out.
  const isWrong = riffSize + 8 < start + size || riffSize + 8 > view.byteLength + 1
  if (isWrong && !isLeftOpen(riffSize))
    throw new InvalidWavError(
      'riff.size',
      4,
      `is ${riffSize}, but data ends at ${start + size} of ${view.byteLength}`,
    )
  return size
}

/** Contents of a WAV file. */
export interface Wav {
  /** Samples a second of each channel. */
  readonly sampleRate: number
  /** One array for each channel. Integers are divided by half their range, which gives floats in [-1, 1). */
  readonly channels: readonly Float32Array[]
  /** Sample format of the file. */
  readonly format: WavFormat
}

/*
 * No library is used: of those examined (wavefile 11, wav-decoder 1.3, node-wav 0.0.2, wav-file-decoder 1.0,
 * @audio/decode-wav 1.5), the two that read every format here are ESM only or 12 kB compressed, and both return half of a
 * truncated file, or the noise of a wrong block size, without an error.
 */

/**
 * Reads a WAV file: integers of 8, 16, 24 or 32 bits or floats of 32, any number of channels, plain or
 * WAVE_FORMAT_EXTENSIBLE. Other chunks are skipped. A data size that a stream has left open (0, 0xFFFFFFFF, or the size
 * that sox writes into a pipe) means up to the end of the file, in whole blocks.
 *
 * @throws {InvalidWavError} when the header is truncated, contradicts itself or the file, or has an unsupported format.
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
