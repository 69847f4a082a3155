import { fromBase64, toBase64 } from '#environment'
import { assertArgument } from '../errors.ts'

/** Encodes the bytes of a view as base64 (RFC 4648 section 4, padded). */
export type ToBase64 = (view: ArrayBufferView) => string

/** Decodes base64; `check` throws when the text is no base64 of whole samples. */
export type FromBase64 = (base64: string, check: (base64: string) => void) => Uint8Array

/** The sample rate of all audio in a call, in both directions, in Hz. */
export const sampleRate = 24_000

const alphabet = /^[A-Za-z0-9+/]*={0,2}$/

/**
 * Checks base64 audio and returns it unchanged.
 *
 * @throws {InvalidArgumentError} when it is not base64 (RFC 4648 section 4, padded) of whole samples
 */
export const checkAudio = (base64: string): string => {
  checkBase64(base64)
  checkWhole(byteCount(base64))
  return base64
}

const checkBase64 = (base64: string): void =>
  assertArgument(base64.length % 4 === 0 && alphabet.test(base64), 'audio', 'be base64 with padding')

const checkWhole = (bytes: number): void =>
  assertArgument(bytes % 2 === 0, 'audio', 'be whole samples, 2 bytes each; toPcm16 converts floats')

const byteCount = (base64: string): number =>
  (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0)

/**
 * Encodes PCM16 samples, or their bytes in little-endian order, as base64.
 *
 * @throws {InvalidArgumentError} when bytes are no whole number of samples; in JavaScript also for another value, such as
 * floats
 */
export const encodeAudio = (pcm: Int16Array | Uint8Array): string => {
  // Floats have four bytes each, and other values no such property.
  checkWhole(pcm.BYTES_PER_ELEMENT < 3 ? pcm.byteLength : 1)
  // Every machine that runs JavaScript today is little-endian, as the wire is.
  return toBase64(pcm)
}

/**
 * Decodes base64 audio to PCM16 samples, mono, 24 000 Hz.
 *
 * @throws {InvalidArgumentError} when it is not base64 of whole samples
 */
export const decodeAudio = (base64: string): Int16Array => samplesIn(fromBase64(base64, checkAudio))

/** Returns the whole samples of some bytes. */
const samplesIn = (bytes: Uint8Array): Int16Array => {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice()
  return new Int16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 1)
}

/** Decodes the agent's speech, chunk by chunk. */
export interface AudioDecoder {
  /**
   * Decodes the next chunk of a turn to PCM16 samples. A chunk may end in the middle of a sample: its last byte is kept
   * for the next chunk of the turn.
   * @throws {InvalidArgumentError} when it is not base64; the kept byte of the turn is discarded then
   */
  decode(turnId: string, base64: string): Int16Array
  /** Discards the kept bytes of all turns. Call it at an interruption: a cancelled turn is not continued. */
  reset(): void
}

/** Turns whose half sample is kept. */
const maxHalves = 64

/**
 * Creates a decoder for the start of a call.
 *
 * @example
 * const decoder = createAudioDecoder()
 * connection.on('message', ({ type, data }) => {
 *   if (type === 'response_audio') render(decoder.decode(data.turn_id, data.audio))
 * })
 */
export const createAudioDecoder = (): AudioDecoder => {
  /** The first byte of a sample whose second byte has not come, by turn. */
  const halves = new Map<string, number>()
  return {
    decode(turnId, base64) {
      const half = halves.get(turnId)
      halves.delete(turnId)
      const bytes = fromBase64(base64, checkBase64)
      const total = bytes.length + (half === undefined ? 0 : 1)
      if (total % 2 !== 0) {
        const [oldest] = halves.keys()
        if (oldest !== undefined && halves.size === maxHalves) halves.delete(oldest)
        halves.set(turnId, bytes.at(-1) ?? half ?? 0)
      }
      if (half === undefined || bytes.length === 0) return samplesIn(bytes)
      const joined = new Uint8Array(bytes.length + 1)
      joined[0] = half
      joined.set(bytes, 1)
      return samplesIn(joined)
    },
    reset() {
      halves.clear()
    },
  }
}

/** Returns the duration of a number of samples, in milliseconds. */
export const toMs = (samples: number): number => (samples * 1_000) / sampleRate

/** Returns the number of samples in a duration, rounded. */
export const toSamples = (ms: number): number => Math.round((ms * sampleRate) / 1_000)

/** Returns the number of samples in base64 audio, without decoding it. */
export const sampleCount = (base64: string): number => Math.max(0, Math.floor(byteCount(base64) / 2))

/** Returns the duration of base64 audio in milliseconds, without decoding it. */
export const audioDurationMs = (base64: string): number => toMs(sampleCount(base64))
