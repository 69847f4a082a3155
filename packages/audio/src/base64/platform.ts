import { decodedLength, type Base64Codec } from './rfc4648.ts'

interface NodeBuffer {
  readonly buffer: ArrayBuffer
  write(text: string, offset: number, encoding: 'base64'): number
  toString(encoding: 'base64'): string
}

interface NodeBufferClass {
  from(buffer: ArrayBufferLike, byteOffset: number, length: number): NodeBuffer
  allocUnsafeSlow(size: number): NodeBuffer
}

interface NodeGlobals {
  readonly Buffer?: NodeBufferClass
  readonly process?: {
    readonly versions?: { readonly node?: string }
    getBuiltinModule?(name: 'worker_threads'): { markAsUntransferable(buffer: ArrayBuffer): void }
  }
}

const slabSize = 65_536
const largestShared = slabSize / 4

/** V8 stores a text without such characters in one byte a character, and then this test costs nothing. */
const wide = /[\u0100-\uffff]/

/**
 * Base64 by Node's `Buffer`; `undefined` in other runtimes, since a bundler's imitation of it is slower than the methods
 * of a browser. Small results share a slab of memory, as those of `Buffer.from` do: an allocation of its own costs more
 * than the decoding.
 */
export const createBufferBase64 = (globals: unknown): Base64Codec | undefined => {
  const { Buffer, process } = globals as NodeGlobals
  if (Buffer === undefined || process?.versions?.node === undefined) return undefined

  const allocate = (size: number): NodeBuffer => {
    const memory = Buffer.allocUnsafeSlow(size)
    // As Node does with its own pool: a transfer would detach the other results in the slab too.
    if (size === slabSize) process.getBuiltinModule?.('worker_threads').markAsUntransferable(memory.buffer)
    return memory
  }
  let slab = allocate(slabSize)
  let used = 0

  return {
    encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64'),
    decode: (text) => {
      const size = decodedLength(text)
      if (size === undefined) return undefined
      const isShared = size <= largestShared
      if (isShared && used + size > slabSize) {
        slab = allocate(slabSize)
        used = 0
      }
      const memory = isShared ? slab : allocate(size)
      const at = isShared ? used : 0
      // Buffer skips foreign characters, which makes the result shorter; but it accepts the URL alphabet, and truncates
      // characters beyond eight bits.
      if (memory.write(text, at, 'base64') !== size) return undefined
      if (text.includes('-') || text.includes('_') || wide.test(text)) return undefined
      // Aligned, so that samples of two, four or eight bytes can be viewed in place.
      if (isShared) used += (size + 7) & ~7
      return new Uint8Array(memory.buffer, at, size)
    },
  }
}

interface Uint8ArrayGlobals {
  readonly Uint8Array?: {
    readonly prototype: { readonly toBase64?: (this: Uint8Array) => string }
    fromBase64?(text: string, options: { lastChunkHandling: 'strict' }): Uint8Array
  }
}

/** Base64 by the methods of `Uint8Array` (ECMAScript 2026); `undefined` where they do not exist. */
export const createNativeBase64 = (globals: unknown): Base64Codec | undefined => {
  const { Uint8Array: Bytes } = globals as Uint8ArrayGlobals
  const toBase64 = Bytes?.prototype.toBase64
  if (Bytes?.fromBase64 === undefined || toBase64 === undefined) return undefined
  const read = Bytes.fromBase64.bind(Bytes)

  return {
    encode: (bytes) => toBase64.call(bytes),
    decode: (text) => {
      const size = decodedLength(text)
      if (size === undefined) return undefined
      try {
        const bytes = read(text, { lastChunkHandling: 'strict' })
        // White space is skipped even when strict, which makes the result shorter.
        return bytes.length === size ? bytes : undefined
      } catch {
        return undefined
      }
    },
  }
}
