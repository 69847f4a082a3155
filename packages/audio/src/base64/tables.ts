import { isLittleEndian } from '../pcm16.ts'
import { alphabet, decodedLength, valueOf, type Base64Codec } from './rfc4648.ts'

interface TextGlobals {
  readonly TextEncoder?: new () => { encodeInto(text: string, into: Uint8Array): { written: number } }
  readonly TextDecoder?: new () => { decode(bytes: Uint8Array): string }
}

/** Characters of one block: whole quartets, and few enough that the working memory stays in the cache. */
const blockLength = 16_384
const notBase64 = 0xf000

/** The twelve bits of each pair of ASCII characters; {@link notBase64} for a pair outside of the alphabet. */
const createDecodeTable = (): Uint16Array => {
  const table = new Uint16Array(128 * 128).fill(notBase64)
  for (let high = 0; high < 64; high++)
    for (let low = 0; low < 64; low++)
      table[(alphabet.charCodeAt(high) << 7) | alphabet.charCodeAt(low)] = (high << 6) | low
  return table
}

/** The two characters, in memory order, for each twelve bits. */
const createEncodeTable = (): Uint16Array =>
  Uint16Array.from({ length: 4096 }, (_, bits) => {
    const first = alphabet.charCodeAt(bits >> 6)
    const second = alphabet.charCodeAt(bits & 63)
    return isLittleEndian ? first | (second << 8) : (first << 8) | second
  })

/** Copies ASCII text into bytes; returns `false` when it was not ASCII. */
type CopyText = (text: string, into: Uint8Array) => boolean

/** Converts ASCII bytes to text. */
type ToText = (bytes: Uint8Array) => string

const createCopyText = ({ TextEncoder }: TextGlobals): CopyText => {
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
  // Text that is not ASCII takes more bytes than it has characters.
  return (text, into) => encoder.encodeInto(text, into).written === text.length
}

const createToText = ({ TextDecoder }: TextGlobals): ToText => {
  if (TextDecoder === undefined) return (bytes) => String.fromCharCode(...bytes)
  const decoder = new TextDecoder()
  return (bytes) => decoder.decode(bytes)
}

/**
 * Base64 by tables of character pairs, which needs nothing but the language. TextEncoder and TextDecoder, which an
 * AudioWorklet does not have, convert the text where they exist.
 */
export const createTablesBase64 = (globals: unknown): Base64Codec => {
  const copyText = createCopyText(globals as TextGlobals)
  const toText = createToText(globals as TextGlobals)
  const decodeTable = createDecodeTable()
  const encodeTable = createEncodeTable()
  // Twice a block: text that is not ASCII must not be truncated to a length that looks right.
  const characters = new Uint8Array(blockLength * 2)
  const pairs = new Uint16Array(blockLength / 2)
  const pairBytes = new Uint8Array(pairs.buffer)

  const decodeBlock = (text: string, bytes: Uint8Array, start: number): boolean => {
    if (!copyText(text, characters)) return false
    const whole = bytes.length - start
    const end = start + Math.min(whole - (whole % 3), (text.length / 4) * 3)
    let all = 0
    let from = 0
    for (let at = start; at < end; at += 3, from += 4) {
      const high = decodeTable[((characters[from] ?? 0) << 7) | (characters[from + 1] ?? 0)] ?? 0
      const low = decodeTable[((characters[from + 2] ?? 0) << 7) | (characters[from + 3] ?? 0)] ?? 0
      all |= high | low
      bytes[at] = high >> 4
      bytes[at + 1] = (high << 4) | (low >> 8)
      bytes[at + 2] = low
    }
    if (from < text.length) {
      const high = decodeTable[((characters[from] ?? 0) << 7) | (characters[from + 1] ?? 0)] ?? 0
      const third = valueOf[characters[from + 2] ?? 0] ?? 0
      all |= high
      bytes[end] = high >> 4
      // The third character is padding when one byte is left; decodedLength has checked it when two are.
      if (end + 1 < bytes.length) bytes[end + 1] = (high << 4) | (third >> 2)
    }
    return (all & notBase64) === 0
  }

  const encodeBlock = (bytes: Uint8Array): string => {
    const end = bytes.length - (bytes.length % 3)
    let at = 0
    for (let i = 0; i < end; i += 3) {
      const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
      pairs[at++] = encodeTable[bits >> 12] ?? 0
      pairs[at++] = encodeTable[bits & 4095] ?? 0
    }
    const text = toText(pairBytes.subarray(0, at * 2))
    const first = bytes[end] ?? 0
    const second = bytes[end + 1] ?? 0
    if (end === bytes.length) return text
    const tail = alphabet.charAt(first >> 2) + alphabet.charAt(((first & 3) << 4) | (second >> 4))
    return text + tail + (end + 1 < bytes.length ? alphabet.charAt((second & 15) << 2) + '=' : '==')
  }

  return {
    encode: (bytes) => {
      const blockBytes = (blockLength / 4) * 3
      if (bytes.length <= blockBytes) return encodeBlock(bytes)
      let text = ''
      for (let at = 0; at < bytes.length; at += blockBytes)
        text += encodeBlock(bytes.subarray(at, at + blockBytes))
      return text
    },
    decode: (text) => {
      const size = decodedLength(text)
      if (size === undefined) return undefined
      const bytes = new Uint8Array(size)
      if (text.length <= blockLength) return decodeBlock(text, bytes, 0) ? bytes : undefined
      for (let at = 0; at < text.length; at += blockLength)
        if (!decodeBlock(text.slice(at, at + blockLength), bytes, (at / 4) * 3)) return undefined
      return bytes
    },
  }
}
