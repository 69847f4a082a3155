import { InvalidWavError } from './errors/invalid-wav.ts'
import { readFmt, type FmtChunk } from './wav-format.ts'

/** Where the samples of a WAV file are, and how they are written. */
export interface WavLayout extends FmtChunk {
  readonly dataStart: number
  readonly dataSize: number
}

/** What a writer leaves that cannot go back: 0, 0xFFFFFFFF, or 0x7FFFF000 less a part of a block (sox). */
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
 * Finds `fmt ` and `data` among the chunks of a WAV file; other chunks are passed over.
 *
 * @throws {InvalidWavError} when the file is truncated or its sizes contradict each other.
 */
export const findWavLayout = (view: DataView): WavLayout => {
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
      if (fmt === undefined)
        throw new InvalidWavError('data', at, 'comes before fmt, which says how to read it')
      return { ...fmt, dataStart: start, dataSize: dataSize(view, riffSize, start, fmt.blockAlign) }
    }
    if (size > fileEnd - start)
      throw new InvalidWavError(
        `${fieldOf(name)}.size`,
        at + 4,
        `is ${size}, but ${fileEnd - start} bytes follow`,
      )
    if (name === 'fmt ') fmt = readFmt(view, start, size)
    // A chunk of odd size is followed by a byte that it does not count.
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
  // One byte more than there are: a writer may count the padding and leave it out.
  const isLie = riffSize + 8 < start + size || riffSize + 8 > view.byteLength + 1
  if (isLie && !isLeftOpen(riffSize))
    throw new InvalidWavError(
      'riff.size',
      4,
      `is ${riffSize}, but data ends at ${start + size} of ${view.byteLength}`,
    )
  return size
}
