import type { Base64Backend } from './base64-backend.ts'
import { shapeOf } from './base64-shape.ts'

interface NodeBuffer {
  readonly buffer: ArrayBuffer
  write(text: string, offset: number, encoding: 'base64'): number
  toString(encoding: 'base64'): string
}

interface NodeBufferClass {
  from(buffer: ArrayBufferLike, byteOffset: number, length: number): NodeBuffer
  allocUnsafeSlow(size: number): NodeBuffer
}

interface NodeWorld {
  readonly Buffer?: NodeBufferClass
  readonly process?: {
    readonly versions?: { readonly node?: string }
    getBuiltinModule?(name: 'worker_threads'): { markAsUntransferable(buffer: ArrayBuffer): void }
  }
}

const slabSize = 65_536
const largestShared = slabSize / 4

/** V8 keeps text without such characters in bytes, and then knows the answer without looking. */
const wide = /[\u0100-\uffff]/

/**
 * Base64 by Node's Buffer, where there is one: a bundler's imitation in a browser is slower than what the browser has.
 * Small results lie side by side in a slab, as those of `Buffer.from` do, since memory of its own costs more than the
 * decoding.
 */
export const createBufferBase64 = (world: unknown): Base64Backend | undefined => {
  const { Buffer, process } = world as NodeWorld
  if (Buffer === undefined || process?.versions?.node === undefined) return undefined

  const claim = (size: number): NodeBuffer => {
    const memory = Buffer.allocUnsafeSlow(size)
    // As Node does with its own pool: a transfer would take away the neighbours too.
    if (size === slabSize) process.getBuiltinModule?.('worker_threads').markAsUntransferable(memory.buffer)
    return memory
  }
  let slab = claim(slabSize)
  let used = 0

  return {
    encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64'),
    decode: (text) => {
      const size = shapeOf(text)
      if (size === undefined) return undefined
      const isShared = size <= largestShared
      if (isShared && used + size > slabSize) {
        slab = claim(slabSize)
        used = 0
      }
      const memory = isShared ? slab : claim(size)
      const at = isShared ? used : 0
      // Buffer passes over foreign characters, so that fewer bytes come out; but it takes the URL alphabet, and cuts
      // characters beyond eight bits down to them.
      if (memory.write(text, at, 'base64') !== size) return undefined
      if (text.includes('-') || text.includes('_') || wide.test(text)) return undefined
      // Samples of two, four or eight bytes can be seen in place.
      if (isShared) used += (size + 7) & ~7
      return new Uint8Array(memory.buffer, at, size)
    },
  }
}
