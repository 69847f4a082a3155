import { InvalidWav } from './errors/invalid-wav.ts'

/** How a WAV file writes one sample. */
export interface WavFormat {
  readonly encoding: 'integer' | 'float'
  /** Size of one sample in the file: 8 (without a sign), 16, 24 or 32 bits. */
  readonly bitsPerSample: number
}

/** What the `fmt ` chunk says. */
export interface FmtChunk extends WavFormat {
  readonly channelCount: number
  readonly sampleRate: number
}

const formatTags = { integer: 1, float: 3, extensible: 0xfffe } as const

/** The last fourteen bytes of every sub-format GUID that stands for a format tag (KSDATAFORMAT_SUBTYPE_WAVEFORMATEX). */
export const subFormatTail = [
  0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71,
]

/**
 * Reads the body of a `fmt ` chunk: WAVEFORMAT, WAVEFORMATEX or WAVEFORMATEXTENSIBLE.
 *
 * @throws {InvalidWav} when it is too short, contradicts itself, or is of a format that is not read.
 */
export const readFmt = (view: DataView, start: number, size: number): FmtChunk => {
  if (size < 16) throw new InvalidWav('fmt.size', start - 4, `is ${size}, less than 16`)
  const channelCount = view.getUint16(start + 2, true)
  const sampleRate = view.getUint32(start + 4, true)
  const byteRate = view.getUint32(start + 8, true)
  const blockAlign = view.getUint16(start + 12, true)
  const bitsPerSample = view.getUint16(start + 14, true)

  if (channelCount === 0) throw new InvalidWav('fmt.channels', start + 2, 'is 0')
  if (sampleRate === 0) throw new InvalidWav('fmt.sampleRate', start + 4, 'is 0')
  const encoding = readEncoding(view, start, size, bitsPerSample)
  const wholeBlock = (channelCount * bitsPerSample) / 8
  if (blockAlign !== wholeBlock)
    throw new InvalidWav(
      'fmt.blockAlign',
      start + 12,
      `is ${blockAlign}, not ${wholeBlock} as channels and bits make it`,
    )
  if (byteRate !== sampleRate * blockAlign)
    throw new InvalidWav(
      'fmt.byteRate',
      start + 8,
      `is ${byteRate}, not ${sampleRate * blockAlign} as rate and block make it`,
    )
  return { encoding, bitsPerSample, channelCount, sampleRate }
}

const readEncoding = (
  view: DataView,
  start: number,
  size: number,
  bitsPerSample: number,
): WavFormat['encoding'] => {
  const tag = view.getUint16(start, true)
  const isExtensible = tag === formatTags.extensible
  if (isExtensible) checkExtension(view, start, size, bitsPerSample)
  const at = isExtensible ? start + 24 : start
  const field = isExtensible ? 'fmt.subFormat' : 'fmt.formatTag'
  const format = view.getUint16(at, true)
  if (format !== formatTags.integer && format !== formatTags.float)
    throw new InvalidWav(field, at, `is ${format}: only 1 (integer) and 3 (float) are read`)
  const encoding = format === formatTags.float ? 'float' : 'integer'
  const sizes = encoding === 'float' ? [32] : [8, 16, 24, 32]
  if (!sizes.includes(bitsPerSample))
    throw new InvalidWav(
      'fmt.bitsPerSample',
      start + 14,
      `is ${bitsPerSample}: ${encoding} samples have ${sizes.join(', ')}`,
    )
  return encoding
}

const checkExtension = (view: DataView, start: number, size: number, bitsPerSample: number): void => {
  if (size < 40)
    throw new InvalidWav('fmt.size', start - 4, `is ${size}, less than the 40 of WAVE_FORMAT_EXTENSIBLE`)
  const extensionSize = view.getUint16(start + 16, true)
  if (extensionSize < 22)
    throw new InvalidWav('fmt.extensionSize', start + 16, `is ${extensionSize}, less than 22`)
  const validBits = view.getUint16(start + 18, true)
  if (validBits > bitsPerSample)
    throw new InvalidWav(
      'fmt.validBitsPerSample',
      start + 18,
      `is ${validBits}, more than the ${bitsPerSample} of a sample`,
    )
  if (subFormatTail.some((byte, i) => view.getUint8(start + 26 + i) !== byte))
    throw new InvalidWav('fmt.subFormat', start + 24, 'is a GUID that stands for no format tag')
}
