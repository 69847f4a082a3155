import { InvalidBase64Error } from '../errors.ts'

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
