import { OddByteCountError } from './errors.ts'

/** Sample rate of the platform in both directions, and the default of everything that has a rate. */
export const wireRate = 24_000

/** Adding and subtracting 1.5 · 2^52 rounds a double to an integer, ties to even (IEEE 754), without a call. */
const roundingBias = 1.5 * 2 ** 52

const firstByteOfOne = (): number | undefined => new Uint8Array(Uint16Array.of(1).buffer)[0]

/** True on machines that store the low byte of a number first, as PCM16 on the wire does. */
export const isLittleEndian: boolean = /* @__PURE__ */ firstByteOfOne() === 1

/** Converts PCM16 to floats in [-1, 1): each sample divided by 32 768, which a 32-bit float holds exactly. */
export const fromPcm16 = (pcm: Int16Array): Float32Array => {
  const samples = new Float32Array(pcm.length)
  for (let i = 0; i < pcm.length; i++) samples[i] = (pcm[i] ?? 0) * (1 / 32_768)
  return samples
}

/**
 * Converts floats to PCM16: times 32 768, rounded to the nearest integer (ties to even), clipped to [-32 768, 32 767].
 * The exact inverse of {@link fromPcm16}. Infinity clips to 32 767, -Infinity to -32 768; NaN becomes 0.
 */
export const toPcm16 = (samples: Float32Array): Int16Array => {
  const pcm = new Int16Array(samples.length)
  for (let i = 0; i < samples.length; i++) {
    const scaled = (samples[i] ?? 0) * 32_768
    const clipped = scaled > 32_767 ? 32_767 : scaled < -32_768 ? -32_768 : scaled
    pcm[i] = clipped + roundingBias - roundingBias
  }
  return pcm
}

/** Copies PCM16 samples into bytes, low byte first. */
export const pcm16ToBytes = (pcm: Int16Array): Uint8Array => viewAsBytes(new Int16Array(pcm))

/**
 * Copies bytes, low byte first, into PCM16 samples; the bytes may begin at any offset.
 *
 * @throws {OddByteCountError} when the last sample has one byte only.
 */
export const pcm16FromBytes = (bytes: Uint8Array): Int16Array => viewAsPcm16(new Uint8Array(bytes))

/** Returns a view of samples as bytes, low byte first; a copy on a big-endian machine. */
export const viewAsBytes = (pcm: Int16Array): Uint8Array => {
  const bytes = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)
  return isLittleEndian ? bytes : swapBytes(bytes)
}

/**
 * Returns a view of bytes as samples; a copy when they begin at an odd offset, or on a big-endian machine.
 *
 * @throws {OddByteCountError} when the last sample has one byte only.
 */
export const viewAsPcm16 = (bytes: Uint8Array): Int16Array => {
  if (bytes.length % 2 === 1) throw new OddByteCountError(bytes.length)
  const even = bytes.byteOffset % 2 === 0 ? bytes : new Uint8Array(bytes)
  const ordered = isLittleEndian ? even : swapBytes(even)
  return new Int16Array(ordered.buffer, ordered.byteOffset, ordered.length / 2)
}

/** Returns a copy with the two bytes of each sample swapped. */
export const swapBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(bytes, (_, i) => bytes[i ^ 1] ?? 0)
