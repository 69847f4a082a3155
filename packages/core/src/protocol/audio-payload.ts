import { fromBase64, toBase64 } from '#environment'
import { assertArgument } from '../errors.ts'

/** Encodes the bytes of a view as base64 (RFC 4648 section 4, padded). */
export type ToBase64 = (view: ArrayBufferView) => string

/** Decodes base64; `check` throws when the text is no base64 of whole samples. */
export type FromBase64 = (base64: string, check: (base64: string) => void) => Uint8Array

/** Samples a second of every sound in a call, both ways. */
export const sampleRate = 24_000

const alphabet = /^[A-Za-z0-9+/]*={0,2}$/

/**
 * Gives what it is given.
 * @throws {InvalidArgumentError} when it is not base64 (RFC 4648 section 4, padded) of whole samples
 */
export const checkAudio = (base64: string): string => {
  assertArgument(base64.length % 4 === 0 && alphabet.test(base64), 'audio', 'be base64 with padding')
  checkWhole(byteCount(base64))
  return base64
}

const checkWhole = (bytes: number): void =>
  assertArgument(bytes % 2 === 0, 'audio', 'be whole samples, 2 bytes each')

const byteCount = (base64: string): number =>
  (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0)

/**
 * Writes PCM16 samples, or their bytes in little-endian order, as the wire has them.
 * @throws {InvalidArgumentError} when bytes are no whole number of samples
 */
export const encodeAudio = (pcm: Int16Array | Uint8Array): string => {
  checkWhole(pcm.byteLength)
  // Every machine that runs JavaScript today is little-endian, as the wire is.
  return toBase64(pcm)
}

/**
 * Reads the wire's base64 as PCM16 samples, 24 000 a second.
 * @throws {InvalidArgumentError} when it is not base64 of whole samples
 */
export const decodeAudio = (base64: string): Int16Array => {
  const bytes = fromBase64(base64, checkAudio)
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice()
  return new Int16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 1)
}

/** How long so many samples sound, in milliseconds. */
export const toMs = (samples: number): number => (samples * 1_000) / sampleRate

/** How many samples the wire's base64 audio holds, without decoding it. */
export const sampleCount = (base64: string): number => Math.max(0, Math.floor(byteCount(base64) / 2))

/** How long the wire's base64 audio sounds, in milliseconds, without decoding it. */
export const audioDurationMs = (base64: string): number => toMs(sampleCount(base64))
