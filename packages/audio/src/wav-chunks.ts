import { InvalidWav } from './errors/invalid-wav.ts'
import { readFmt, type FmtChunk } from './wav-format.ts'

/** Where the samples of a WAV file are, and how they are written. */
export interface WavLayout extends FmtChunk {
  readonly dataStart: number
  readonly dataSize: number
}

/**
 * The size a writer leaves when it cannot go back: 0, or so much that nobody means it (0xFFFFFFFF of ffmpeg,
 * 0x7FFFF000 less a part of a block of sox).
 */
const isLeftOpen = (size: number): boolean => size === 0 || size >= 0x7fff_0000

const nameAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)))

const readRiff = (view: DataView): number => {
  if (view.byteLength < 12) throw new InvalidWav('riff', 0, `has ${view.byteLength} bytes, less than 12`)
  const name = nameAt(view, 0)
  if (name !== 'RIFF') throw new InvalidWav('riff.id', 0, `is ${JSON.stringify(name)}, not "RIFF"`)
  const form = nameAt(view, 8)
  if (form !== 'WAVE') throw new InvalidWav('riff.form', 8, `is ${JSON.stringify(form)}, not "WAVE"`)
  return view.getUint32(4, true)
}

/**
 * Finds `fmt ` and `data` among the chunks of a WAV file; other chunks are passed over.
 *
 * @throws {InvalidWav} when the file is truncated or its sizes contradict each other.
 */
export const findWavLayout = (view: DataView): WavLayout => {
  const riffSize = readRiff(view)
  const fileEnd = view.byteLength
  let fmt: FmtChunk | undefined

  for (let at = 12; at < fileEnd;) {
    if (at + 8 > fileEnd)
      throw new InvalidWav('chunk', at, `has ${fileEnd - at} bytes, less than a chunk header`)
    const name = nameAt(view, at)
    const size = view.getUint32(at + 4, true)
    const start = at + 8
    if (name === 'data') {
      if (fmt === undefined) throw new InvalidWav('data', at, 'comes before fmt, which says how to read it')
      return { ...fmt, dataStart: start, dataSize: readDataSize(view, riffSize, start, fmt) }
    }
    if (start + size > fileEnd)
      throw new InvalidWav(`${name.trim()}.size`, at + 4, `is ${size}, but ${fileEnd - start} bytes follow`)
    if (name === 'fmt ') fmt = readFmt(view, start, size)
    at = start + size + (size % 2)
  }
  throw new InvalidWav(fmt === undefined ? 'fmt' : 'data', fileEnd, 'is missing')
}

const readDataSize = (view: DataView, riffSize: number, start: number, fmt: FmtChunk): number => {
  const block = (fmt.channelCount * fmt.bitsPerSample) / 8
  const size = view.getUint32(start - 4, true)
  const rest = view.byteLength - start
  const isEmpty = size === 0 && riffSize + 8 === view.byteLength
  if (isEmpty) return 0
  if (size > rest || size === 0) {
    // A recording cut off in the middle of a block keeps its whole blocks.
    if (isLeftOpen(size)) return rest - (rest % block)
    throw new InvalidWav('data.size', start - 4, `is ${size}, but ${rest} bytes follow`)
  }
  if (size % block !== 0)
    throw new InvalidWav('data.size', start - 4, `is ${size}, not whole blocks of ${block}`)
  const riffEnd = 8 + riffSize
  if (!isLeftOpen(riffSize) && (riffEnd < start + size || riffEnd > view.byteLength + 1))
    throw new InvalidWav(
      'riff.size',
      4,
      `is ${riffSize}, but data ends at ${start + size} of ${view.byteLength} bytes`,
    )
  return size
}
