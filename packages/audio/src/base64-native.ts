import type { Base64Backend } from './base64-backend.ts'
import { shapeOf } from './base64-shape.ts'

interface NativeWorld {
  readonly Uint8Array?: {
    readonly prototype: { readonly toBase64?: (this: Uint8Array) => string }
    fromBase64?(text: string, options: { lastChunkHandling: 'strict' }): Uint8Array
  }
}

/**
 * Base64 by the methods of Uint8Array itself (TC39 `Uint8Array` to and from base64, ECMAScript 2026), where they exist.
 */
export const createNativeBase64 = (world: unknown): Base64Backend | undefined => {
  const { Uint8Array: Bytes } = world as NativeWorld
  const toBase64 = Bytes?.prototype.toBase64
  if (Bytes?.fromBase64 === undefined || toBase64 === undefined) return undefined
  const read = Bytes.fromBase64.bind(Bytes)

  return {
    encode: (bytes) => toBase64.call(bytes),
    decode: (text) => {
      const size = shapeOf(text)
      if (size === undefined) return undefined
      try {
        const bytes = read(text, { lastChunkHandling: 'strict' })
        // White space is passed over even when strict, so that fewer bytes come out.
        return bytes.length === size ? bytes : undefined
      } catch {
        return undefined
      }
    },
  }
}
