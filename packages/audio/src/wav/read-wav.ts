import { InvalidOptionError, InvalidWavError } from '../errors.ts'
import {
  readFmt,
  type Contradict,
  type FmtChunk,
  type WavContradiction,
  type WavFormat,
} from './wav-format.ts'

/** Options of `readWav`. */
export interface ReadWavOptions {
  /** Throws for a truncated file and for every contradiction, instead of reading what is there. @defaultValue `false` */
  readonly strict?: boolean
}

/** Contents of a WAV file. */
export interface Wav {
  /** Samples a second of each channel. */
  readonly sampleRate: number
  /** One array for each channel. Integers are divided by half their range, which gives floats in [-1, 1). */
  readonly channels: readonly Float32Array[]
  /** Sample format of the file. */
  readonly format: WavFormat
  /** True when the file ends before its data does: `channels` hold the samples that are there. */
  readonly truncated: boolean
  /** Fields that contradict the rest of the file, at most 100; empty for a valid file. */
  readonly contradictions: readonly WavContradiction[]
}

/** Place and format of the samples of a WAV file. */
interface WavLayout extends FmtChunk {
  readonly dataStart: number
  readonly dataSize: number
  readonly truncated: boolean
}

const mostContradictions = 100

/** First bytes of other audio formats, the file extension they have, and their name. */
const otherFormats: readonly (readonly [pattern: RegExp, extension: string, name: string])[] = [
  [/^riff\x2e\x91\xcf\x11/, 'w64', 'a Wave64 file'],
  [/^ID3/, 'mp3', 'an MP3 file'],
  [/^\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]/, 'mp3', 'an MP3 file'],
  [/^\xff[\xf0\xf1\xf8\xf9]/, 'aac', 'an AAC file'],
  [/^fLaC/, 'flac', 'a FLAC file'],
  [/^OggS/, 'ogg', 'an Ogg file'],
  [/^FORM....AIF[FC]/s, 'aiff', 'an AIFF file'],
  [/^caff/, 'caf', 'a Core Audio file'],
  [/^(\.snd|dns\.)/, 'au', 'an AU file'],
  [/^#!AMR/, 'amr', 'an AMR file'],
  [/^....ftyp/s, 'm4a', 'an MP4 file'],
  [/^\x1aE\xdf\xa3/, 'webm', 'a WebM or Matroska file'],
  [/^RIFF....AVI /s, 'avi', 'an AVI file'],
  [/^\x30\x26\xb2\x75\x8e\x66\xcf\x11/, 'wma', 'a Windows Media file'],
  [/^NIST_1A/, 'sph', 'a NIST SPHERE file'],
  [/^Creative Voi/, 'voc', 'a Creative Voice file'],
  [/^wvpk/, 'wv', 'a WavPack file'],
  [/^TTA[12]/, 'tta', 'a True Audio file'],
  [/^MAC /, 'ape', "a Monkey's Audio file"],
  [/^\x0bw/, 'ac3', 'an AC-3 file'],
  [/^\x7f\xfe\x80\x01/, 'dts', 'a DTS file'],
  [/^FORM....(?:8SVX|16SV)/s, '8svx', 'an IFF file'],
  [/^(?:\x64\xa3.\x00|\x00.\xa3\x64)/s, 'sf', 'an IRCAM file'],
  [/^FLV\x01/, 'flv', 'a Flash video'],
]

const textAt = (view: DataView, at: number, length: number): string =>
  String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + i)))

/** Quotes text of the file; a byte that is no ASCII becomes an escape, because a terminal may obey it. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u00ff]/g,
    (byte) => `\\u${byte.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Sizes left by a writer that cannot seek: 0, 0xFFFFFFFF, or 0x7FFFF000 less a part of a block (sox). */
const isLeftOpen = (size: number): boolean => size === 0 || size >= 0x7fff_0000

/** Checks that the file is WAV; returns its kind. @throws {InvalidWavError} that names another format. */
const readKind = (view: DataView): 'RIFF' | 'RIFX' | 'RF64' | 'BW64' => {
  const start = textAt(view, 0, Math.min(12, view.byteLength))
  for (const [pattern, extension, name] of otherFormats)
    if (pattern.test(start))
      throw new InvalidWavError(
        'riff.id',
        0,
        `is that of ${name}: convert the file with "ffmpeg -i input.${extension} output.wav"`,
      )
  if (start.length < 12) throw new InvalidWavError('riff', 0, `has ${start.length} bytes, less than 12`)
  const id = start.slice(0, 4)
  if (id !== 'RIFF' && id !== 'RIFX' && id !== 'RF64' && id !== 'BW64')
    throw new InvalidWavError(
      'riff.id',
      0,
      `is ${quoted(id)}, not "RIFF", "RIFX", "RF64" or "BW64": if the file is of another audio format, convert it with "ffmpeg -i input output.wav"`,
    )
  const form = start.slice(8)
  if (form !== 'WAVE') throw new InvalidWavError('riff.form', 8, `is ${quoted(form)}, not "WAVE"`)
  return id
}

const isName = (text: string): boolean => /^[!-~][ -~]{3}$/.test(text)

/** Name of a chunk in the path of a field; bytes that are no text stay out of messages. */
const fieldName = (name: string): string => (isName(name) ? name.trim() : 'chunk')

const isData = (view: DataView, at: number): boolean => textAt(view, at, 4) === 'data'

/** Returns true for the header of a chunk that ends within the file; the size of `data` may be left open. */
const isChunk = (view: DataView, at: number, littleEndian: boolean): boolean => {
  if (at + 8 > view.byteLength) return false
  return (
    isName(textAt(view, at, 4)) &&
    (isData(view, at) || at + 8 + view.getUint32(at + 4, littleEndian) <= view.byteLength)
  )
}

/** Size of a chunk of 64 bits; beyond 2^53 it is left open anyway. */
const sizeAt64 = (view: DataView, at: number): number => Number(view.getBigUint64(at, true))

/**
 * Finds `fmt ` and `data` among the chunks of a WAV file; other chunks are skipped.
 *
 * @throws {InvalidWavError} when one of them is missing, or unsupported.
 */
const findWavLayout = (view: DataView, contradict: Contradict): WavLayout => {
  const kind = readKind(view)
  const littleEndian = kind !== 'RIFX'
  const fileEnd = view.byteLength
  let riffSize = view.getUint32(4, littleEndian)
  let largeDataSize: number | undefined
  let fmt: FmtChunk | undefined
  let at = 12
  while (at < fileEnd) {
    if (at + 8 > fileEnd)
      throw new InvalidWavError('chunk', at, `has ${fileEnd - at} of the 8 bytes of its header`)
    const name = textAt(view, at, 4)
    const size = view.getUint32(at + 4, littleEndian)
    const start = at + 8
    if (name === 'data') {
      if (fmt === undefined) throw new InvalidWavError('data', at, 'comes before fmt, which describes it')
      const stated = size === 0xffff_ffff && largeDataSize !== undefined ? largeDataSize : size
      return { ...fmt, ...findData(view, riffSize, start, stated, fmt, contradict) }
    }
    if (size > fileEnd - start)
      throw new InvalidWavError(
        `${fieldName(name)}.size`,
        at + 4,
        `is ${size}, but ${fileEnd - start} bytes follow`,
      )
    if (name === 'fmt ') fmt = readFmt(view, start, size, littleEndian, contradict)
    if (name === 'ds64' && size >= 16) {
      riffSize = Math.min(sizeAt64(view, start), 0xffff_ffff)
      largeDataSize = sizeAt64(view, start + 8)
    }
    at = start + size
    if (size % 2 === 0) continue
    // A chunk of odd size is followed by a padding byte that its size does not count. Some writers leave it out.
    const isUnpadded =
      isChunk(view, at, littleEndian) && (isData(view, at) || !isChunk(view, at + 1, littleEndian))
    if (isUnpadded)
      contradict(`${fieldName(name)}.size`, start - 4, `is ${size}, but no padding byte follows`)
    else at++
  }
  throw new InvalidWavError(fmt === undefined ? 'fmt' : 'data', fileEnd, 'is missing')
}

/** Determines the size of the data in whole blocks, from the stated sizes and the size of the file. */
const findData = (
  view: DataView,
  riffSize: number,
  start: number,
  size: number,
  { channelCount, sampleBytes, littleEndian }: FmtChunk,
  contradict: Contradict,
): Pick<WavLayout, 'dataStart' | 'dataSize' | 'truncated'> => {
  const rest = view.byteLength - start
  const block = channelCount * sampleBytes
  const whole = (bytes: number) => ({ dataStart: start, dataSize: bytes - (bytes % block), truncated: false })
  if (size === 0) {
    if (rest === 0 || isChunk(view, start, littleEndian)) return whole(0)
    if (riffSize + 8 === view.byteLength) contradict('data.size', start - 4, `is 0, but ${rest} bytes follow`)
    return whole(rest)
  }
  if (isLeftOpen(size) && size > rest) return whole(rest)
  if (size > rest) {
    contradict('data.size', start - 4, `is ${size}, but ${rest} bytes follow`)
    return { ...whole(rest), truncated: true }
  }
  if (size % block !== 0) contradict('data.size', start - 4, `is ${size}, not whole blocks of ${block}`)
  // One byte of tolerance: a writer may count the padding and leave it out.
  const isWrong = riffSize + 8 < start + size || riffSize + 8 > view.byteLength + 1
  if (isWrong && !isLeftOpen(riffSize))
    contradict('riff.size', 4, `is ${riffSize}, but data ends at ${start + size} of ${view.byteLength}`)
  return whole(size)
}

/*
 * No library is used: of those examined (wavefile 11, wav-decoder 1.3, node-wav 0.0.2, wav-file-decoder 1.0,
 * @audio/decode-wav 1.5), the two that read every format here are ESM only or 12 kB compressed, and both return half of a
 * truncated file, or the noise of a wrong block size, without a sign of it.
 */

/**
 * Reads a WAV file: integers of up to 32 bits and of 64, floats of 32 and 64 bits, µ-law and A-law; any number of channels; RIFF,
 * RIFX, RF64 and BW64; plain or WAVE_FORMAT_EXTENSIBLE. Other chunks are skipped. Of a truncated or contradictory file it
 * reads what is there, and reports `truncated` and `contradictions`. A data size that a stream has left open (0,
 * 0xFFFFFFFF, or the size that sox writes into a pipe) means up to the end of the file, in whole blocks.
 *
 * @example
 * const { sampleRate, channels, truncated } = readWav(readFileSync('speech.wav'))
 * const [left = new Float32Array(0), right = left] = channels
 *
 * @throws {InvalidWavError} when there is no format or no data, or another format; `strict` adds truncated files and
 * contradictions. The message names the other format and a command that converts it.
 * @throws {InvalidOptionError} in JavaScript, when `bytes` is no array of bytes
 */
export const readWav = (bytes: Uint8Array, { strict = false }: ReadWavOptions = {}): Wav => {
  if (!ArrayBuffer.isView(bytes))
    throw new InvalidOptionError(
      'bytes',
      typeof bytes,
      'give a Uint8Array; of an ArrayBuffer, new Uint8Array(buffer)',
    )
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const contradictions: WavContradiction[] = []
  const layout = findWavLayout(view, (field, offset, problem) => {
    if (strict) throw new InvalidWavError(field, offset, problem)
    if (contradictions.length < mostContradictions) contradictions.push({ field, offset, problem })
  })
  const { sampleRate, encoding, bitsPerSample, channelCount, sampleBytes, readSample } = layout
  const { dataStart, dataSize, truncated } = layout
  const block = channelCount * sampleBytes

  const channels = Array.from({ length: channelCount }, (_, channel) => {
    const samples = new Float32Array(dataSize / block)
    let at = dataStart + channel * sampleBytes
    for (let i = 0; i < samples.length; i++, at += block) samples[i] = readSample(view, at)
    return samples
  })
  return { sampleRate, channels, format: { encoding, bitsPerSample }, truncated, contradictions }
}
