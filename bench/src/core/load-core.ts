import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Core from '@vatel/core'

/** The used part of a socket of `ws`. */
interface BareSocket {
  send(text: string): void
  on(event: 'open', listener: () => void): void
  on(event: 'message', listener: (data: { toString(): string }) => void): void
}

interface BareServer {
  on(event: 'connection', listener: (socket: BareSocket) => void): void
  address(): { readonly port: number }
}

interface Ws {
  readonly WebSocket: new (url: string, options: object) => BareSocket
  readonly WebSocketServer: new (options: object, listening: () => void) => BareServer
}

/** The built package, in a folder. */
export const loadCore = async (folder: string): Promise<typeof Core> =>
  (await import(pathToFileURL(join(folder, 'index.js')).href)) as typeof Core

/** The `ws` that the package uses. */
export const loadWs = (folder: string): Ws => createRequire(join(folder, 'index.js'))('ws') as Ws
