import { OddByteCountError } from '../errors.ts'
import { viewAsBytes, viewAsPcm16 } from '../pcm16.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'

/** Encodes PCM16 samples as base64 of their bytes, low byte first: the form of audio on the wire. */
export const encodePcm16Base64 = (pcm: Int16Array): string => encodeBase64(viewAsBytes(pcm))

/**
 * Decodes PCM16 samples from base64 of their bytes, low byte first. The samples may share memory as the bytes of
 * {@link decodeBase64} do.
 *
 * @throws {InvalidBase64Error} with the position of the first wrong character.
 * @throws {OddByteCountError} when the last sample has one byte only; {@link createPcm16Base64Decoder} keeps it instead.
 */
export const decodePcm16Base64 = (text: string): Int16Array => viewAsPcm16(decodeBase64(text))

/** Decodes the base64 chunks of one PCM16 stream; a chunk may end in the middle of a sample. */
export interface Pcm16Base64Decoder {
  /**
   * Returns the samples that the chunk completes; an odd byte is kept for the next chunk.
   *
   * @throws {InvalidBase64Error} and leaves the stream unchanged.
   */
  readonly decode: (text: string) => Int16Array
  /**
   * Ends the stream and resets the decoder.
   *
   * @throws {OddByteCountError} when the stream ended in the middle of a sample, which is dropped.
   */
  readonly end: () => void
}

/**
 * Creates a decoder for a PCM16 stream that arrives as base64 chunks of any number of bytes.
 *
 * @example
 * const decoder = createPcm16Base64Decoder()
 * const pcm = chunks.map((chunk) => decoder.decode(chunk))
 * decoder.end()                                     // throws if the last sample is incomplete
 */
export const createPcm16Base64Decoder = (): Pcm16Base64Decoder => {
  let oddByte: number | undefined

  const prependOddByte = (bytes: Uint8Array): Uint8Array => {
    if (oddByte === undefined) return bytes
    const all = new Uint8Array(bytes.length + 1)
    all[0] = oddByte
    all.set(bytes, 1)
    return all
  }

  return {
    decode: (text) => {
      const bytes = prependOddByte(decodeBase64(text))
      const whole = bytes.length - (bytes.length % 2)
      oddByte = bytes[whole]
      return viewAsPcm16(bytes.subarray(0, whole))
    },
    end: () => {
      const isCutShort = oddByte !== undefined
      oddByte = undefined
      if (isCutShort) throw new OddByteCountError(1)
    },
  }
}
