import type { SystemFailure } from '../net/failure.ts'
import type { Wire, WireListener } from './wire.ts'

/** What browsers and `ws` have in common. */
export interface CommonSocket {
  readonly bufferedAmount: number
  readonly readyState: number
  send(text: string): void
  close(code?: number): void
  addEventListener(type: 'open' | 'error', listener: (event: object) => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(
    type: 'close',
    listener: (event: { readonly code: number; readonly reason: string }) => void,
  ): void
}

/** A WebSocket class: the browser's own, that of `ws`, or one that behaves as they do. */
export type WebSocketClass = new (url: string, ...rest: never[]) => object

/** Gives what a class is to be given behind the address. */
export type SocketArguments = (Socket: WebSocketClass) => readonly object[]

/** What a socket can do beyond what all can. */
export interface Powers {
  /** What the system says of the failure that there was, if there was one. */
  readonly failure: () => SystemFailure | undefined
  readonly wire: Pick<Wire, 'terminate' | 'watch' | 'backpressure'>
}

/** Listens to what only some sockets tell, and gives what they can; nothing of a socket as browsers have them. */
export type SocketPowers = (socket: CommonSocket, listener: WireListener) => Powers | undefined
