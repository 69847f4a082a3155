import type { Base64Backend } from './base64-backend.ts'
import { alphabet } from './base64-fault.ts'
import { shapeOf, valueOf } from './base64-shape.ts'
import { isLittleEndian } from './endianness.ts'

interface TextWorld {
  readonly TextEncoder?: new () => { encodeInto(text: string, into: Uint8Array): { written: number } }
  readonly TextDecoder?: new () => { decode(bytes: Uint8Array): string }
}

/** Characters handled at once: whole quartets, and little enough that the working memory stays in the cache. */
const blockLength = 16_384
const notBase64 = 0xf000

/** Twelve bits for each pair of ASCII characters, {@link notBase64} for a pair that is not of the alphabet. */
const readingTable = (): Uint16Array => {
  const table = new Uint16Array(128 * 128).fill(notBase64)
  for (let high = 0; high < 64; high++)
    for (let low = 0; low < 64; low++)
      table[(alphabet.charCodeAt(high) << 7) | alphabet.charCodeAt(low)] = (high << 6) | low
  return table
}

/** Both characters, as they lie in memory, for each twelve bits. */
const writingTable = (): Uint16Array =>
  Uint16Array.from({ length: 4096 }, (_, bits) => {
    const first = alphabet.charCodeAt(bits >> 6)
    const second = alphabet.charCodeAt(bits & 63)
    return isLittleEndian ? first | (second << 8) : (first << 8) | second
  })

/** Copies ASCII text into bytes; tells whether it was ASCII. */
type TakeText = (text: string, into: Uint8Array) => boolean

/** Makes text of ASCII bytes. */
type GiveText = (bytes: Uint8Array) => string

const takeText = ({ TextEncoder }: TextWorld): TakeText => {
  if (TextEncoder === undefined)
    return (text, into) => {
      let all = 0
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i)
        all |= code
        into[i] = code
      }
      return all < 128
    }
  const encoder = new TextEncoder()
  // Whatever is not ASCII takes more bytes than it has characters.
  return (text, into) => encoder.encodeInto(text, into).written === text.length
}

const giveText = ({ TextDecoder }: TextWorld): GiveText => {
  if (TextDecoder === undefined) return (bytes) => String.fromCharCode(...bytes)
  const decoder = new TextDecoder()
  return (bytes) => decoder.decode(bytes)
}

/**
 * Base64 by tables of character pairs, which needs nothing but the language; TextEncoder and TextDecoder, which an
 * AudioWorklet does not have, carry the text where they exist.
 */
export const createTablesBase64 = (world: unknown): Base64Backend => {
  const take = takeText(world as TextWorld)
  const give = giveText(world as TextWorld)
  const reading = readingTable()
  const writing = writingTable()
  // Twice a block: text that is not ASCII must not stop short at a length that looks right.
  const characters = new Uint8Array(blockLength * 2)
  const pairs = new Uint16Array(blockLength / 2)
  const pairBytes = new Uint8Array(pairs.buffer)

  const readBlock = (text: string, bytes: Uint8Array, start: number): boolean => {
    if (!take(text, characters)) return false
    const whole = bytes.length - start
    const end = start + Math.min(whole - (whole % 3), (text.length / 4) * 3)
    let all = 0
    let from = 0
    for (let at = start; at < end; at += 3, from += 4) {
      const high = reading[((characters[from] ?? 0) << 7) | (characters[from + 1] ?? 0)] ?? 0
      const low = reading[((characters[from + 2] ?? 0) << 7) | (characters[from + 3] ?? 0)] ?? 0
      all |= high | low
      bytes[at] = high >> 4
      bytes[at + 1] = (high << 4) | (low >> 8)
      bytes[at + 2] = low
    }
    if (from < text.length) {
      const high = reading[((characters[from] ?? 0) << 7) | (characters[from + 1] ?? 0)] ?? 0
      const third = valueOf[characters[from + 2] ?? 0] ?? 0
      all |= high
      bytes[end] = high >> 4
      // The third character is padding when one byte is left, and was looked at with the text's shape when two are.
      if (end + 1 < bytes.length) bytes[end + 1] = (high << 4) | (third >> 2)
    }
    return (all & notBase64) === 0
  }

  const writeBlock = (bytes: Uint8Array): string => {
    const end = bytes.length - (bytes.length % 3)
    let at = 0
    for (let i = 0; i < end; i += 3) {
      const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
      pairs[at++] = writing[bits >> 12] ?? 0
      pairs[at++] = writing[bits & 4095] ?? 0
    }
    const text = give(pairBytes.subarray(0, at * 2))
    const first = bytes[end] ?? 0
    const second = bytes[end + 1] ?? 0
    if (end === bytes.length) return text
    const tail = alphabet.charAt(first >> 2) + alphabet.charAt(((first & 3) << 4) | (second >> 4))
    return text + tail + (end + 1 < bytes.length ? alphabet.charAt((second & 15) << 2) + '=' : '==')
  }

  return {
    encode: (bytes) => {
      const blockBytes = (blockLength / 4) * 3
      if (bytes.length <= blockBytes) return writeBlock(bytes)
      let text = ''
      for (let at = 0; at < bytes.length; at += blockBytes)
        text += writeBlock(bytes.subarray(at, at + blockBytes))
      return text
    },
    decode: (text) => {
      const size = shapeOf(text)
      if (size === undefined) return undefined
      const bytes = new Uint8Array(size)
      if (text.length <= blockLength) return readBlock(text, bytes, 0) ? bytes : undefined
      for (let at = 0; at < text.length; at += blockLength)
        if (!readBlock(text.slice(at, at + blockLength), bytes, (at / 4) * 3)) return undefined
      return bytes
    },
  }
}
