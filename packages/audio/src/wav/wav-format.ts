import { InvalidWavError } from '../errors.ts'

/** Sample format of a WAV file. */
export interface WavFormat {
  readonly encoding: 'integer' | 'float' | 'mu-law' | 'a-law'
  /** Bits of one sample, as the file states them. Samples of up to 8 bits are unsigned. */
  readonly bitsPerSample: number
}

/** A field of a WAV file that contradicts the rest of it. */
export interface WavContradiction {
  /** The field, for example `fmt.blockAlign`. */
  readonly field: string
  /** Place of that field, in bytes from the start of the file. */
  readonly offset: number
  readonly problem: string
}

/** Records a contradiction. @throws {InvalidWavError} in strict mode. */
export type Contradict = (field: string, offset: number, problem: string) => void

/** Reads one sample as a float in [-1, 1]. */
export type ReadSample = (view: DataView, at: number) => number

/** Contents of the `fmt ` chunk. */
export interface FmtChunk extends WavFormat {
  readonly channelCount: number
  readonly sampleRate: number
  /** Bytes of one sample of one channel. */
  readonly sampleBytes: number
  readonly littleEndian: boolean
  readonly readSample: ReadSample
}

/** Format tags that are read and written, and the tag of WAVE_FORMAT_EXTENSIBLE, which holds one of them in a GUID. */
export const formatTag = { integer: 1, float: 3, aLaw: 6, muLaw: 7, extensible: 0xfffe } as const

/** Bytes after the format tag in its sub-format GUID (KSDATAFORMAT_SUBTYPE_WAVEFORMATEX). */
export const subFormatTail = [
  0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71,
] as const

/** The same bytes of the GUIDs for ambisonic B-format. */
const ambisonicTail = [
  0x00, 0x00, 0x21, 0x07, 0xd3, 0x11, 0x86, 0x44, 0xc8, 0xc1, 0xca, 0x00, 0x00, 0x00,
] as const

const encodings: ReadonlyMap<number, WavFormat['encoding']> = new Map([
  [formatTag.integer, 'integer'],
  [formatTag.float, 'float'],
  [formatTag.aLaw, 'a-law'],
  [formatTag.muLaw, 'mu-law'],
  // The tags of IBM.
  [0x101, 'mu-law'],
  [0x102, 'a-law'],
])

/** Compressed formats that are frequent in WAV files, by format tag. */
const compressedFormats: ReadonlyMap<number, string> = new Map([
  [0x02, 'Microsoft ADPCM'],
  [0x10, 'OKI ADPCM'],
  [0x11, 'IMA ADPCM'],
  [0x14, 'G.723 ADPCM'],
  [0x17, 'Dialogic ADPCM'],
  [0x20, 'Yamaha ADPCM'],
  [0x22, 'TrueSpeech'],
  [0x31, 'GSM 6.10'],
  [0x40, 'G.721 ADPCM'],
  [0x42, 'G.723.1'],
  [0x45, 'G.726 ADPCM'],
  [0x50, 'MPEG audio'],
  [0x55, 'MP3'],
  [0x64, 'G.726 ADPCM'],
  [0x65, 'G.722'],
  [0x83, 'G.729'],
  [0xff, 'AAC'],
  [0x161, 'Windows Media Audio'],
  [0x162, 'Windows Media Audio'],
  [0x28f, 'G.722'],
  [0x2000, 'AC-3'],
  [0x2001, 'DTS'],
  [0x704f, 'Opus'],
  [0x706d, 'AAC'],
  [0xa109, 'Speex'],
  [0xf1ac, 'FLAC'],
])

const tableOf = (decode: (byte: number) => number): ReadSample => {
  const table = Float32Array.from({ length: 256 }, (_, byte) => decode(byte) / 32_768)
  return (view, at) => table[view.getUint8(at)] ?? 0
}

/** Decodes a byte of µ-law to 16 bits (ITU-T G.711). */
const decodeMuLaw = (byte: number): number => {
  const code = ~byte & 0xff
  const magnitude = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132
  return code & 0x80 ? -magnitude : magnitude
}

/** Decodes a byte of A-law to 16 bits (ITU-T G.711). */
const decodeALaw = (byte: number): number => {
  const code = byte ^ 0x55
  const exponent = (code >> 4) & 7
  const mantissa = ((code & 15) << 4) + 8
  const magnitude = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1)
  return code & 0x80 ? magnitude : -magnitude
}

/** Returns the function that reads one sample; `undefined` for an unsupported size. */
const sampleReader = (
  encoding: WavFormat['encoding'],
  bytes: number,
  littleEndian: boolean,
): ReadSample | undefined => {
  if (encoding === 'mu-law') return tableOf(decodeMuLaw)
  if (encoding === 'a-law') return tableOf(decodeALaw)
  if (encoding === 'float') {
    if (bytes === 4) return (view, at) => view.getFloat32(at, littleEndian)
    return bytes === 8 ? (view, at) => view.getFloat64(at, littleEndian) : undefined
  }
  const [high, low] = littleEndian ? [2, 0] : [0, 1]
  const readers: Readonly<Record<number, ReadSample>> = {
    1: (view, at) => (view.getUint8(at) - 128) / 128,
    2: (view, at) => view.getInt16(at, littleEndian) / 2 ** 15,
    3: (view, at) => ((view.getInt8(at + high) << 16) | view.getUint16(at + low, littleEndian)) / 2 ** 23,
    4: (view, at) => view.getInt32(at, littleEndian) / 2 ** 31,
    8: (view, at) => Number(view.getBigInt64(at, littleEndian)) / 2 ** 63,
  }
  return readers[bytes]
}

/**
 * Bytes of one sample. Whole bytes are trusted, since a wrong block size is more frequent; samples of 12, 20 or 24 bits are
 * at the high end of a container, which may be larger than necessary.
 */
const sampleBytesOf = (bits: number, channelCount: number, blockAlign: number): number => {
  const least = Math.ceil(bits / 8)
  const stated = blockAlign / channelCount
  return (bits % 8 !== 0 || bits === 24) && Number.isInteger(stated) && stated > least && stated <= 4
    ? stated
    : least
}

/**
 * Reads the body of a `fmt ` chunk: WAVEFORMAT, WAVEFORMATEX or WAVEFORMATEXTENSIBLE.
 *
 * @throws {InvalidWavError} when it is too short, or has an unsupported format.
 */
export const readFmt = (
  view: DataView,
  start: number,
  size: number,
  littleEndian: boolean,
  contradict: Contradict,
): FmtChunk => {
  if (size < 14) throw new InvalidWavError('fmt.size', start - 4, `is ${size}, less than 14`)
  const channelCount = view.getUint16(start + 2, littleEndian)
  const sampleRate = view.getUint32(start + 4, littleEndian)
  const byteRate = view.getUint32(start + 8, littleEndian)
  const blockAlign = view.getUint16(start + 12, littleEndian)
  // WAVEFORMAT ends before the bits.
  const bitsPerSample = size < 16 ? 0 : view.getUint16(start + 14, littleEndian)
  if (channelCount === 0) throw new InvalidWavError('fmt.channels', start + 2, 'is 0')
  if (sampleRate === 0) throw new InvalidWavError('fmt.sampleRate', start + 4, 'is 0')

  const encoding = readEncoding(view, start, size, littleEndian, contradict)
  const isLaw = encoding === 'mu-law' || encoding === 'a-law'
  if (isLaw && bitsPerSample !== 8)
    contradict('fmt.bitsPerSample', start + 14, `is ${bitsPerSample}, but ${encoding} has 8`)
  const bits = isLaw ? 8 : bitsPerSample || (8 * blockAlign) / channelCount
  if (bits !== bitsPerSample && !isLaw)
    contradict('fmt.bitsPerSample', start + 14, `is 0, but channels and block make ${bits}`)
  const sampleBytes = sampleBytesOf(bits, channelCount, blockAlign)
  const readSample = sampleReader(encoding, sampleBytes, littleEndian)
  if (readSample === undefined)
    throw new InvalidWavError(
      'fmt.bitsPerSample',
      start + 14,
      `is ${bits}: supported are integers of up to 32 bits or of 64, and floats of 32 and 64 bits`,
    )
  const block = channelCount * sampleBytes
  if (blockAlign !== block)
    contradict('fmt.blockAlign', start + 12, `is ${blockAlign}, but channels and bits make ${block}`)
  if (byteRate !== sampleRate * block)
    contradict('fmt.byteRate', start + 8, `is ${byteRate}, but rate and block make ${sampleRate * block}`)
  return { encoding, bitsPerSample: bits, channelCount, sampleRate, sampleBytes, littleEndian, readSample }
}

const readEncoding = (
  view: DataView,
  start: number,
  size: number,
  littleEndian: boolean,
  contradict: Contradict,
): WavFormat['encoding'] => {
  const isExtensible = view.getUint16(start, littleEndian) === formatTag.extensible
  if (isExtensible) checkExtension(view, start, size, littleEndian, contradict)
  const at = isExtensible ? start + 24 : start
  const tag = view.getUint16(at, littleEndian)
  const encoding = encodings.get(tag)
  if (encoding !== undefined) return encoding
  const name = compressedFormats.get(tag) ?? 'a format that readWav does not know'
  throw new InvalidWavError(
    isExtensible ? 'fmt.subFormat' : 'fmt.formatTag',
    at,
    `is ${tag} (${name}): convert the file with "ffmpeg -i input.wav -c:a pcm_s16le output.wav"`,
  )
}

const checkExtension = (
  view: DataView,
  start: number,
  size: number,
  littleEndian: boolean,
  contradict: Contradict,
): void => {
  if (size < 40)
    throw new InvalidWavError('fmt.size', start - 4, `is ${size}, less than the 40 of WAVE_FORMAT_EXTENSIBLE`)
  const extensionSize = view.getUint16(start + 16, littleEndian)
  if (extensionSize < 22) contradict('fmt.extensionSize', start + 16, `is ${extensionSize}, less than 22`)
  const bits = view.getUint16(start + 14, littleEndian)
  const validBits = view.getUint16(start + 18, littleEndian)
  if (validBits > bits)
    contradict('fmt.validBitsPerSample', start + 18, `is ${validBits}, more than the ${bits} of a sample`)
  const hasTail = (tail: readonly number[]): boolean =>
    tail.every((byte, i) => view.getUint8(start + 26 + i) === byte)
  // A big-endian file may store the GUID either way.
  if (littleEndian && !hasTail(subFormatTail) && !hasTail(ambisonicTail))
    contradict('fmt.subFormat', start + 24, 'is a GUID that contains no format tag')
}
