import type { ReadFailure } from '../net/failure.ts'
import type { FromBase64, ToBase64 } from '../protocol/audio-payload.ts'

export { extendSocket, socketArguments } from '../call/browser-socket.ts'

/** As many arguments as `String.fromCharCode` takes in every engine. */
const charsAtOnce = 8_192

/** Encodes bytes as base64 with `btoa`. */
export const toBase64: ToBase64 = ({ buffer, byteOffset, byteLength }) => {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength)
  let text = ''
  for (let at = 0; at < bytes.length; at += charsAtOnce)
    text += String.fromCharCode(...bytes.subarray(at, at + charsAtOnce))
  return btoa(text)
}

/** Decodes base64 with `atob`. */
export const fromBase64: FromBase64 = (base64, check) => {
  check(base64)
  const text = atob(base64)
  // A loop, because Uint8Array.from takes ten times as long for each character.
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}

/** Browsers give no reason for a failed connection but a sentence. */
export const systemFailure: ReadFailure = (error) => ({
  ...(error instanceof Error && { text: error.message }),
  neverConnected: false,
})
