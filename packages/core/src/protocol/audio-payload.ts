import { must } from '../errors/must.ts'

/** Samples a second of every sound in a call, both ways. */
export const sampleRate = 24_000

interface Base64Of {
  from(base64: string, encoding: 'base64'): Uint8Array
  from(buffer: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string }
}

/** Node's Buffer where there is one; browsers have atob and btoa instead. */
const nodeBuffer = (globalThis as { readonly Buffer?: Base64Of }).Buffer

/** As many as `String.fromCharCode` takes arguments everywhere. */
const charsAtOnce = 8_192

const toBase64 =
  nodeBuffer === undefined
    ? (bytes: Uint8Array) => {
        let text = ''
        for (let at = 0; at < bytes.length; at += charsAtOnce)
          text += String.fromCharCode(...bytes.subarray(at, at + charsAtOnce))
        return btoa(text)
      }
    : (bytes: Uint8Array) =>
        nodeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

const fromBase64 =
  nodeBuffer === undefined
    ? (base64: string) => {
        const text = atob(base64)
        // A loop, because Uint8Array.from takes ten times as long over each character.
        const bytes = new Uint8Array(text.length)
        for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
        return bytes
      }
    : (base64: string) => nodeBuffer.from(base64, 'base64')

const alphabet = /^[A-Za-z0-9+/]*={0,2}$/

/** @throws {BadInput} when it is not base64 (RFC 4648 section 4, padded) of whole samples */
export const checkAudio = (base64: string): void => {
  must(base64.length % 4 === 0 && alphabet.test(base64), 'audio', 'be base64 with padding')
  checkWhole(byteCount(base64))
}

const checkWhole = (bytes: number): void => must(bytes % 2 === 0, 'audio', 'be whole samples, 2 bytes each')

const byteCount = (base64: string): number =>
  (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0)

/**
 * Writes PCM16 samples, or their bytes in little-endian order, as the wire has them.
 * @throws {BadInput} when bytes are no whole number of samples
 */
export const encodeAudio = (pcm: Int16Array | Uint8Array): string => {
  checkWhole(pcm.byteLength)
  // Every machine that runs JavaScript today is little-endian, as the wire is.
  return toBase64(new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength))
}

/** Writing again what was read proves it in a third of the time that looking at each character takes. */
const checkedBytes =
  nodeBuffer === undefined
    ? (base64: string) => {
        checkAudio(base64)
        return fromBase64(base64)
      }
    : (base64: string) => {
        const bytes = fromBase64(base64)
        if (bytes.length % 2 !== 0 || toBase64(bytes) !== base64) checkAudio(base64)
        return bytes
      }

/**
 * Reads the wire's base64 as PCM16 samples, 24 000 a second.
 * @throws {BadInput} when it is not base64 of whole samples
 */
export const decodeAudio = (base64: string): Int16Array => {
  const bytes = checkedBytes(base64)
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice()
  return new Int16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 1)
}

/** How many samples the wire's base64 audio holds, without decoding it. */
export const sampleCount = (base64: string): number => Math.max(0, Math.floor(byteCount(base64) / 2))

/** How long the wire's base64 audio sounds, in milliseconds, without decoding it. */
export const audioDurationMs = (base64: string): number => (sampleCount(base64) / sampleRate) * 1_000
