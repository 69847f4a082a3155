import { createBufferBase64 } from './base64-buffer.ts'
import { createNativeBase64 } from './base64-native.ts'
import { createTablesBase64 } from './base64-tables.ts'

/** One way to write and read base64. All of them write the same and refuse the same. */
export interface Base64Backend {
  readonly encode: (bytes: Uint8Array) => string
  /** Gives `undefined` for whatever is not canonical base64 of RFC 4648 section 4; where it is wrong is found elsewhere. */
  readonly decode: (text: string) => Uint8Array | undefined
}

/**
 * Chooses the fastest back end that this runtime has: Node's Buffer, else the methods of Uint8Array itself, else tables,
 * which need nothing.
 */
export const chooseBase64 = (world: unknown): Base64Backend =>
  createBufferBase64(world) ?? createNativeBase64(world) ?? createTablesBase64(world)
