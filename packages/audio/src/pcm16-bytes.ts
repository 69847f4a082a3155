import { isLittleEndian } from './endianness.ts'
import { OddByteCountError } from './errors/odd-byte-count.ts'

/** Gives the bytes of PCM16 samples, low byte first, in memory of their own. */
export const pcm16ToBytes = (pcm: Int16Array): Uint8Array => seeBytes(new Int16Array(pcm))

/**
 * Gives the PCM16 samples that bytes hold, low byte first, in memory of their own; the bytes may begin at any offset.
 *
 * @throws {OddByteCountError} when the last sample has one byte only.
 */
export const pcm16FromBytes = (bytes: Uint8Array): Int16Array => seePcm16(new Uint8Array(bytes))

/** Gives the bytes of samples where they lie, if the machine's order is that of PCM16; else a copy. */
export const seeBytes = (pcm: Int16Array): Uint8Array => {
  const bytes = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)
  return isLittleEndian ? bytes : swapBytes(bytes)
}

/**
 * Gives the samples of bytes where they lie, if they begin at an even place in memory and the machine's order is that of
 * PCM16; else a copy.
 *
 * @throws {OddByteCountError} when the last sample has one byte only.
 */
export const seePcm16 = (bytes: Uint8Array): Int16Array => {
  if (bytes.length % 2 === 1) throw new OddByteCountError(bytes.length)
  const even = bytes.byteOffset % 2 === 0 ? bytes : new Uint8Array(bytes)
  const ordered = isLittleEndian ? even : swapBytes(even)
  return new Int16Array(ordered.buffer, ordered.byteOffset, ordered.length / 2)
}

/** Gives a copy in which the two bytes of each sample have changed places. */
export const swapBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(bytes, (_, i) => bytes[i ^ 1] ?? 0)
