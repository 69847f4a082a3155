import { InvalidBase64Error } from '../errors.ts'
import { isLittleEndian } from '../pcm16.ts'

/** One implementation of base64. All of them write the same text and refuse the same texts. */
export interface Base64Codec {
  readonly encode: (bytes: Uint8Array) => string
  /** Returns `undefined` for a text that is not canonical; {@link findBase64Fault} finds the fault. */
  readonly decode: (text: string) => Uint8Array | undefined
}

/** The base64 alphabet of RFC 4648 section 4, in the order of its values. */
export const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

const padding = 61

const createValues = (): Uint8Array => {
  const values = new Uint8Array(128).fill(255)
  for (let value = 0; value < 64; value++) values[alphabet.charCodeAt(value)] = value
  return values
}

/** Value of each ASCII character in the alphabet; 255 for the others. */
export const valueOf: Uint8Array = /* @__PURE__ */ createValues()

/**
 * Number of bytes that a base64 text encodes if all its characters are in the alphabet. Looks at the length and the last
 * four characters only; `undefined` when these are wrong: no multiple of four, or bits after the last byte.
 */
export const decodedLength = (text: string): number | undefined => {
  const { length } = text
  if (length % 4 !== 0) return undefined
  if (length === 0 || text.charCodeAt(length - 1) !== padding) return (length / 4) * 3
  const isDouble = text.charCodeAt(length - 2) === padding
  const last = valueOf[text.charCodeAt(length - (isDouble ? 3 : 2))] ?? 255
  if ((last & (isDouble ? 0b1000_1111 : 0b1000_0011)) !== 0) return undefined
  return (length / 4) * 3 - (isDouble ? 2 : 1)
}

/**
 * Finds the first fault of a text that a codec has refused. It is slow and exact; the codecs only detect that there is a
 * fault, so the error is the same for all of them.
 */
export const findBase64Fault = (text: string): InvalidBase64Error => {
  const end = text.length
  for (let i = 0; i < end; i++) {
    const character = text.charAt(i)
    if (alphabet.includes(character)) continue
    return character === '=' ? findPaddingFault(text, i) : new InvalidBase64Error('character', i)
  }
  return new InvalidBase64Error('length', end)
}

const findPaddingFault = (text: string, first: number): InvalidBase64Error => {
  if (first % 4 < 2) return new InvalidBase64Error('padding', first)
  const unused = first % 4 === 2 ? 0b1111 : 0b11
  if ((alphabet.indexOf(text.charAt(first - 1)) & unused) !== 0)
    return new InvalidBase64Error('trailing-bits', first - 1)
  if (first % 4 === 2 && text.length > first + 1 && text.charAt(first + 1) !== '=')
    return new InvalidBase64Error('padding', first + 1)
  const end = first - (first % 4) + 4
  return text.length > end
    ? new InvalidBase64Error('padding', end)
    : new InvalidBase64Error('length', text.length)
}

interface NodeBuffer {
  readonly buffer: ArrayBuffer
  write(text: string, offset: number, encoding: 'base64'): number
  toString(encoding: 'base64'): string
}

interface NodeBufferClass {
  from(buffer: ArrayBufferLike, byteOffset: number, length: number): NodeBuffer
  allocUnsafeSlow(size: number): NodeBuffer
}

interface NodeGlobals {
  readonly Buffer?: NodeBufferClass
  readonly process?: {
    readonly versions?: { readonly node?: string }
    getBuiltinModule?(name: 'worker_threads'): { markAsUntransferable(buffer: ArrayBuffer): void }
  }
}

const slabSize = 65_536
const largestShared = slabSize / 4

/** V8 stores a text without such characters in one byte a character, and then this test costs nothing. */
const wide = /[\u0100-\uffff]/

/**
 * Base64 by Node's `Buffer`; `undefined` in other runtimes, since a bundler's imitation of it is slower than the methods
 * of a browser. Small results share a slab of memory, as those of `Buffer.from` do: an allocation of its own costs more
 * than the decoding.
 */
export const createBufferBase64 = (globals: unknown): Base64Codec | undefined => {
  const { Buffer, process } = globals as NodeGlobals
  if (Buffer === undefined || process?.versions?.node === undefined) return undefined

  const allocate = (size: number): NodeBuffer => {
    const memory = Buffer.allocUnsafeSlow(size)
    // As Node does with its own pool: a transfer would detach the other results in the slab too.
    if (size === slabSize) process.getBuiltinModule?.('worker_threads').markAsUntransferable(memory.buffer)
    return memory
  }
  let slab = allocate(slabSize)
  let used = 0

  return {
    encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64'),
    decode: (text) => {
      const size = decodedLength(text)
      if (size === undefined) return undefined
      const isShared = size <= largestShared
      if (isShared && used + size > slabSize) {
        slab = allocate(slabSize)
        used = 0
      }
      const memory = isShared ? slab : allocate(size)
      const at = isShared ? used : 0
      // Buffer skips foreign characters, which makes the result shorter; but it accepts the URL alphabet, and truncates
      // characters beyond eight bits.
      if (memory.write(text, at, 'base64') !== size) return undefined
      if (text.includes('-') || text.includes('_') || wide.test(text)) return undefined
      // Aligned, so that samples of two, four or eight bytes can be viewed in place.
      if (isShared) used += (size + 7) & ~7
      return new Uint8Array(memory.buffer, at, size)
    },
  }
}

interface Uint8ArrayGlobals {
  readonly Uint8Array?: {
    readonly prototype: { readonly toBase64?: (this: Uint8Array) => string }
    fromBase64?(text: string, options: { lastChunkHandling: 'strict' }): Uint8Array
  }
}

/** Base64 by the methods of `Uint8Array` (ECMAScript 2026); `undefined` where they do not exist. */
export const createNativeBase64 = (globals: unknown): Base64Codec | undefined => {
  const { Uint8Array: Bytes } = globals as Uint8ArrayGlobals
  const toBase64 = Bytes?.prototype.toBase64
  if (Bytes?.fromBase64 === undefined || toBase64 === undefined) return undefined
  const read = Bytes.fromBase64.bind(Bytes)

  return {
    encode: (bytes) => toBase64.call(bytes),
    decode: (text) => {
      const size = decodedLength(text)
      if (size === undefined) return undefined
      try {
        const bytes = read(text, { lastChunkHandling: 'strict' })
        // White space is skipped even when strict, which makes the result shorter.
        return bytes.length === size ? bytes : undefined
      } catch {
        return undefined
      }
    },
  }
}

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

/**
 * Chooses the fastest codec of this runtime: Node's `Buffer`, else the methods of `Uint8Array`, else tables, which need
 * nothing but the language.
 */
export const chooseBase64 = (globals: unknown): Base64Codec =>
  createBufferBase64(globals) ?? createNativeBase64(globals) ?? createTablesBase64(globals)

let chosen: Base64Codec | undefined

/** Chosen on first use, so that importing the package builds no tables. */
const codec = (): Base64Codec => (chosen ??= chooseBase64(globalThis))

/** Encodes bytes as base64 of RFC 4648 section 4: padded, on one line. */
export const encodeBase64 = (bytes: Uint8Array): string => codec().encode(bytes)

/**
 * Decodes base64 of RFC 4648 section 4 and nothing else, alike in every runtime: no white space, no URL alphabet, padding
 * required, unused bits zero. In Node small results share memory, as those of `Buffer.from` do: copy the bytes (`slice`)
 * before you pass on their `buffer`.
 *
 * @throws {InvalidBase64Error} with the position of the first wrong character.
 */
export const decodeBase64 = (text: string): Uint8Array => {
  const bytes = codec().decode(text)
  if (bytes === undefined) throw findBase64Fault(text)
  return bytes
}
