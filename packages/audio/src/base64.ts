import { alphabet, findBase64Fault } from './base64-fault.ts'

/** Writes bytes as base64 (RFC 4648 section 4, padded). */
export const encodeBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63)
    text += left > 1 ? alphabet.charAt((bits >> 6) & 63) : '='
    text += left > 2 ? alphabet.charAt(bits & 63) : '='
  }
  return text
}

/**
 * Reads base64 as RFC 4648 section 4 writes it and nothing else: no white space, no URL alphabet, padding required,
 * unused bits zero. The bytes have memory of their own.
 *
 * @throws {InvalidBase64} with the position of the first character that is wrong.
 */
export const decodeBase64 = (text: string): Uint8Array => {
  const fault = findBase64Fault(text)
  if (fault !== undefined) throw fault
  const length = (text.replace(/=+$/, '').length * 3) >> 2
  const bytes = new Uint8Array(length)
  for (let i = 0, at = 0; i < text.length; i += 4, at += 3) {
    let bits = 0
    for (let k = i; k < i + 4; k++) bits = (bits << 6) | (alphabet.indexOf(text.charAt(k)) & 63)
    for (let k = 0; k < 3 && at + k < length; k++) bytes[at + k] = bits >> (16 - 8 * k)
  }
  return bytes
}
