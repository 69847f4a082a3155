import { OddByteCount } from './errors/odd-byte-count.ts'

/** Whether this machine keeps the low byte first, as PCM16 on the wire does. */
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Gives the bytes of PCM16 samples, low byte first, in memory of their own. */
export const pcm16ToBytes = (pcm: Int16Array): Uint8Array => {
  const bytes = new Uint8Array(pcm.length * 2)
  bytes.set(new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength))
  return isLittleEndian ? bytes : swapBytes(bytes)
}

/**
 * Gives the PCM16 samples that bytes hold, low byte first, in memory of their own; the bytes may begin at any offset.
 *
 * @throws {OddByteCount} when the last sample has one byte only.
 */
export const pcm16FromBytes = (bytes: Uint8Array): Int16Array => {
  if (bytes.length % 2 === 1) throw new OddByteCount(bytes.length)
  const own = new Uint8Array(bytes)
  return new Int16Array((isLittleEndian ? own : swapBytes(own)).buffer)
}

/** Exchanges the two bytes of each sample, in place. */
export const swapBytes = (bytes: Uint8Array): Uint8Array => {
  for (let i = 0; i + 1 < bytes.length; i += 2) bytes.set([bytes[i + 1] ?? 0, bytes[i] ?? 0], i)
  return bytes
}
