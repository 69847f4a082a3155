import { InvalidWavError } from '../errors.ts'

/** Sample format of a WAV file. */
export interface WavFormat {
  readonly encoding: 'integer' | 'float'
  /** Size of one sample in the file: 8 (unsigned), 16, 24 or 32 bits. */
  readonly bitsPerSample: number
}

/** Reads one sample as a float in [-1, 1]. */
export type ReadSample = (view: DataView, at: number) => number

const readers: Readonly<Record<WavFormat['encoding'], ReadonlyMap<number, ReadSample>>> = {
  integer: new Map<number, ReadSample>([
    [8, (view, at) => (view.getUint8(at) - 128) / 128],
    [16, (view, at) => view.getInt16(at, true) / 2 ** 15],
    [24, (view, at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 2 ** 23],
    [32, (view, at) => view.getInt32(at, true) / 2 ** 31],
  ]),
  float: new Map<number, ReadSample>([[32, (view, at) => view.getFloat32(at, true)]]),
}

/** Sample sizes that are supported for an encoding. */
export const readableBits = (encoding: WavFormat['encoding']): readonly number[] => [
  ...readers[encoding].keys(),
]

/** Returns the function that reads one sample; `undefined` for an unsupported size. */
export const sampleReader = ({ encoding, bitsPerSample }: WavFormat): ReadSample | undefined =>
  readers[encoding].get(bitsPerSample)

/** Contents of the `fmt ` chunk. */
export interface FmtChunk extends WavFormat {
  readonly channelCount: number
  readonly sampleRate: number
  /** Bytes of one block: a sample of each channel. */
  readonly blockAlign: number
  readonly readSample: ReadSample
}

/** Format tags that are read and written, and the tag of WAVE_FORMAT_EXTENSIBLE, which holds one of them in a GUID. */
export const formatTag = { integer: 1, float: 3, extensible: 0xfffe } as const

/** Bytes after the format tag in its sub-format GUID (KSDATAFORMAT_SUBTYPE_WAVEFORMATEX). */
export const subFormatTail = [
  0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71,
] as const

/**
 * Reads the body of a `fmt ` chunk: WAVEFORMAT, WAVEFORMATEX or WAVEFORMATEXTENSIBLE.
 *
 * @throws {InvalidWavError} when it is too short, contradicts itself, or has an unsupported format.
 */
export const readFmt = (view: DataView, start: number, size: number): FmtChunk => {
  if (size < 16) throw new InvalidWavError('fmt.size', start - 4, `is ${size}, less than 16`)
  const channelCount = view.getUint16(start + 2, true)
  const sampleRate = view.getUint32(start + 4, true)
  const byteRate = view.getUint32(start + 8, true)
  const blockAlign = view.getUint16(start + 12, true)
  const bitsPerSample = view.getUint16(start + 14, true)
  if (channelCount === 0) throw new InvalidWavError('fmt.channels', start + 2, 'is 0')
  if (sampleRate === 0) throw new InvalidWavError('fmt.sampleRate', start + 4, 'is 0')

  const encoding = readEncoding(view, start, size)
  const readSample = sampleReader({ encoding, bitsPerSample })
  if (readSample === undefined) {
    const sizes = readableBits(encoding).join(', ')
    throw new InvalidWavError(
      'fmt.bitsPerSample',
      start + 14,
      `is ${bitsPerSample}: supported are ${encoding}s of ${sizes} bits`,
    )
  }
  const block = (channelCount * bitsPerSample) / 8
  if (blockAlign !== block)
    throw new InvalidWavError(
      'fmt.blockAlign',
      start + 12,
      `is ${blockAlign}, but channels and bits make ${block}`,
    )
  if (byteRate !== sampleRate * block)
    throw new InvalidWavError(
      'fmt.byteRate',
      start + 8,
      `is ${byteRate}, but rate and block make ${sampleRate * block}`,
    )
  return { encoding, bitsPerSample, channelCount, sampleRate, blockAlign, readSample }
}

const readEncoding = (view: DataView, start: number, size: number): WavFormat['encoding'] => {
  const isExtensible = view.getUint16(start, true) === formatTag.extensible
  if (isExtensible) checkExtension(view, start, size)
  const field = isExtensible ? 'fmt.subFormat' : 'fmt.formatTag'
  const at = isExtensible ? start + 24 : start
  const tag = view.getUint16(at, true)
  if (tag === formatTag.integer) return 'integer'
  if (tag === formatTag.float) return 'float'
  throw new InvalidWavError(field, at, `is ${tag}: supported are 1 (integer) and 3 (float)`)
}

const checkExtension = (view: DataView, start: number, size: number): void => {
  if (size < 40)
    throw new InvalidWavError('fmt.size', start - 4, `is ${size}, less than the 40 of WAVE_FORMAT_EXTENSIBLE`)
  const extensionSize = view.getUint16(start + 16, true)
  if (extensionSize < 22)
    throw new InvalidWavError('fmt.extensionSize', start + 16, `is ${extensionSize}, less than 22`)
  const bits = view.getUint16(start + 14, true)
  const validBits = view.getUint16(start + 18, true)
  if (validBits > bits)
    throw new InvalidWavError(
      'fmt.validBitsPerSample',
      start + 18,
      `is ${validBits}, more than the ${bits} of a sample`,
    )
  if (subFormatTail.some((byte, i) => view.getUint8(start + 26 + i) !== byte))
    throw new InvalidWavError('fmt.subFormat', start + 24, 'is a GUID that contains no format tag')
}
