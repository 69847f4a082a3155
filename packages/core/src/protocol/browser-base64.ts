import type { FromBase64, ToBase64 } from './base64.ts'

/** As many as `String.fromCharCode` takes arguments everywhere. */
const charsAtOnce = 8_192

/** Writes bytes with what browsers have. */
export const toBase64: ToBase64 = ({ buffer, byteOffset, byteLength }) => {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength)
  let text = ''
  for (let at = 0; at < bytes.length; at += charsAtOnce)
    text += String.fromCharCode(...bytes.subarray(at, at + charsAtOnce))
  return btoa(text)
}

/** Reads bytes with what browsers have. */
export const fromBase64: FromBase64 = (base64, check) => {
  check(base64)
  const text = atob(base64)
  // A loop, because Uint8Array.from takes ten times as long over each character.
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}
