import { decodeBase64, encodeBase64 } from './base64.ts'
import { OddByteCount } from './errors/odd-byte-count.ts'
import { pcm16FromBytes, pcm16ToBytes } from './pcm16-bytes.ts'

/** Writes PCM16 samples as base64 of their bytes, low byte first: the form in which sound crosses the wire. */
export const encodePcm16Base64 = (pcm: Int16Array): string => encodeBase64(pcm16ToBytes(pcm))

/**
 * Reads PCM16 samples from base64 of their bytes, low byte first.
 *
 * @throws {InvalidBase64} with the position of the first character that is wrong.
 * @throws {OddByteCount} when the last sample has one byte only; {@link createPcm16Base64Decoder} carries it over.
 */
export const decodePcm16Base64 = (text: string): Int16Array => pcm16FromBytes(decodeBase64(text))

/** Decodes base64 chunks of one PCM16 stream whose chunks may end in the middle of a sample. */
export interface Pcm16Base64Decoder {
  /**
   * Gives the whole samples that the chunk completes; an odd byte waits for the next chunk.
   *
   * @throws {InvalidBase64} and leaves the stream as it was.
   */
  decode(text: string): Int16Array
  /** Ends the stream, and makes ready for another. @throws {OddByteCount} when a byte was left over. */
  end(): void
}

/** Makes a decoder for a PCM16 stream that arrives as base64 chunks, each of any number of bytes. */
export const createPcm16Base64Decoder = (): Pcm16Base64Decoder => {
  let carried = new Uint8Array(0)
  return {
    decode: (text) => {
      const bytes = decodeBase64(text)
      const all = new Uint8Array(carried.length + bytes.length)
      all.set(carried)
      all.set(bytes, carried.length)
      const whole = all.length - (all.length % 2)
      carried = all.slice(whole)
      return pcm16FromBytes(all.subarray(0, whole))
    },
    end: () => {
      const left = carried.length
      carried = new Uint8Array(0)
      if (left > 0) throw new OddByteCount(left)
    },
  }
}
