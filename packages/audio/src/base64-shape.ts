import { alphabet } from './base64-fault.ts'

const padding = 61

const valuesOfCharacters = (): Uint8Array => {
  const values = new Uint8Array(128).fill(255)
  for (let value = 0; value < 64; value++) values[alphabet.charCodeAt(value)] = value
  return values
}

/** The value of each ASCII character in the alphabet; 255 for the others. */
export const valueOf: Uint8Array = /* @__PURE__ */ valuesOfCharacters()

/**
 * Gives how many bytes a base64 text stands for if all its characters are right, from its length and its last four
 * characters alone; `undefined` when these are wrong already: no multiple of four, or bits after the last byte.
 */
export const shapeOf = (text: string): number | undefined => {
  const { length } = text
  if (length % 4 !== 0) return undefined
  if (length === 0 || text.charCodeAt(length - 1) !== padding) return (length / 4) * 3
  const isDouble = text.charCodeAt(length - 2) === padding
  const last = valueOf[text.charCodeAt(length - (isDouble ? 3 : 2))] ?? 255
  if ((last & (isDouble ? 0b1000_1111 : 0b1000_0011)) !== 0) return undefined
  return (length / 4) * 3 - (isDouble ? 2 : 1)
}
