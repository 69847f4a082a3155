import { InvalidBase64Error } from './errors/invalid-base64.ts'

/** The base64 alphabet of RFC 4648 section 4, in the order of its values. */
export const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/**
 * Finds the first thing wrong with a text that a back end has refused. Slow and exact: the back ends only tell that
 * something is wrong, so that all of them say the same.
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
