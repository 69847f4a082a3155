import { createBufferBase64, createNativeBase64 } from './platform.ts'
import { findBase64Fault, type Base64Codec } from './rfc4648.ts'
import { createTablesBase64 } from './tables.ts'

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
