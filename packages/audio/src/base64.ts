import { chooseBase64, type Base64Backend } from './base64-backend.ts'
import { findBase64Fault } from './base64-fault.ts'

let chosen: Base64Backend | undefined

/** Chosen at the first use and then kept: whoever only imports the package builds no tables. */
const backend = (): Base64Backend => (chosen ??= chooseBase64(globalThis))

/** Writes bytes as base64: RFC 4648 section 4, padded, on one line. */
export const encodeBase64 = (bytes: Uint8Array): string => backend().encode(bytes)

/**
 * Reads base64 as RFC 4648 section 4 writes it and nothing else, in every runtime alike: no white space, no URL alphabet,
 * padding required, unused bits zero. In Node small results share memory, as those of `Buffer.from` do: copy the bytes
 * (`slice`) before handing their `buffer` to somebody else.
 *
 * @throws {InvalidBase64Error} with the position of the first character that is wrong.
 */
export const decodeBase64 = (text: string): Uint8Array => {
  const bytes = backend().decode(text)
  if (bytes === undefined) throw findBase64Fault(text)
  return bytes
}
