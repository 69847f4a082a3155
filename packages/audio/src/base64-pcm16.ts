import { decodeBase64, encodeBase64 } from './base64.ts'
import { OddByteCountError } from './errors/odd-byte-count.ts'
import { seeBytes, seePcm16 } from './pcm16-bytes.ts'

/** Writes PCM16 samples as base64 of their bytes, low byte first: the form in which sound crosses the wire. */
export const encodePcm16Base64 = (pcm: Int16Array): string => encodeBase64(seeBytes(pcm))

/**
 * Reads PCM16 samples from base64 of their bytes, low byte first. The samples may share memory as the bytes of
 * {@link decodeBase64} do.
 *
 * @throws {InvalidBase64Error} with the position of the first character that is wrong.
 * @throws {OddByteCountError} when the last sample has one byte only; {@link createPcm16Base64Decoder} carries it over.
 */
export const decodePcm16Base64 = (text: string): Int16Array => seePcm16(decodeBase64(text))

/** Decodes base64 chunks of one PCM16 stream whose chunks may end in the middle of a sample. */
export interface Pcm16Base64Decoder {
  /**
   * Gives the whole samples that the chunk completes; an odd byte waits for the next chunk.
   *
   * @throws {InvalidBase64Error} and leaves the stream as it was.
   */
  readonly decode: (text: string) => Int16Array
  /**
   * Ends the stream and makes ready for another.
   *
   * @throws {OddByteCountError} when the stream ended in the middle of a sample, which is dropped.
   */
  readonly end: () => void
}

/** Makes a decoder for a PCM16 stream that arrives as base64 chunks of any number of bytes. */
export const createPcm16Base64Decoder = (): Pcm16Base64Decoder => {
  let carried: number | undefined

  const join = (bytes: Uint8Array): Uint8Array => {
    if (carried === undefined) return bytes
    const all = new Uint8Array(bytes.length + 1)
    all[0] = carried
    all.set(bytes, 1)
    return all
  }

  return {
    decode: (text) => {
      const bytes = join(decodeBase64(text))
      const whole = bytes.length - (bytes.length % 2)
      carried = bytes[whole]
      return seePcm16(bytes.subarray(0, whole))
    },
    end: () => {
      const isCutShort = carried !== undefined
      carried = undefined
      if (isCutShort) throw new OddByteCountError(1)
    },
  }
}
