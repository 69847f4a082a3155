import { InvalidBase64 } from './errors/invalid-base64.ts'

/** The base64 alphabet of RFC 4648 section 4, in the order of its values. */
export const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/**
 * Finds the first thing wrong with a base64 text. Slow and exact: every back end asks it only when it knows that
 * something is wrong, so that all of them say the same.
 */
export const findBase64Fault = (text: string): InvalidBase64 | undefined => {
  const end = text.length
  for (let i = 0; i < end; i++) {
    const character = text.charAt(i)
    if (alphabet.includes(character)) continue
    return character === '=' ? findPaddingFault(text, i) : new InvalidBase64('character', i)
  }
  return end % 4 === 0 ? undefined : new InvalidBase64('length', end)
}

const findPaddingFault = (text: string, first: number): InvalidBase64 | undefined => {
  if (first % 4 < 2) return new InvalidBase64('padding', first)
  const end = first - (first % 4) + 4
  for (let i = first + 1; i < end; i++) {
    if (i >= text.length) return new InvalidBase64('length', i)
    if (text.charAt(i) !== '=') return new InvalidBase64('padding', i)
  }
  if (text.length > end) return new InvalidBase64('padding', end)
  const unused = first % 4 === 2 ? 0b1111 : 0b11
  const lastBits = alphabet.indexOf(text.charAt(first - 1))
  return (lastBits & unused) === 0 ? undefined : new InvalidBase64('trailing-bits', first - 1)
}
