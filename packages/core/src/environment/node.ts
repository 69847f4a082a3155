import type { FromBase64, ToBase64 } from '../protocol/audio-payload.ts'
import * as browser from './browser.ts'

export { systemFailure } from '../net/node-failure.ts'
export { extendSocket, socketArguments } from '../call/node-socket.ts'

interface Base64Of {
  from(base64: string, encoding: 'base64'): Uint8Array
  from(buffer: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string }
}

/** Missing in a page whose bundler resolved the Node variant. */
const { Buffer } = globalThis as { readonly Buffer?: Base64Of }

/** Encodes bytes as base64 with Node's Buffer. */
export const toBase64: ToBase64 =
  Buffer === undefined
    ? browser.toBase64
    : ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength).toString('base64')

/** Decodes base64 with Node's Buffer. */
export const fromBase64: FromBase64 =
  Buffer === undefined
    ? browser.fromBase64
    : (base64, check) => {
        const bytes = Buffer.from(base64, 'base64')
        // Encoding the result again checks the text in a third of the time that a look at each character takes.
        if (bytes.length % 2 !== 0 || toBase64(bytes) !== base64) check(base64)
        return bytes
      }
