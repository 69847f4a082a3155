import type { UpgradeRequest, UpgradeResponse } from './read-refusal.ts'

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

/** What only `ws` has. */
export interface NodeSocket extends CommonSocket {
  terminate(): void
  ping(): void
  pause?(): void
  resume?(): void
  on(event: 'pong', listener: () => void): void
  on(
    event: 'unexpected-response',
    listener: (request: UpgradeRequest, response: UpgradeResponse) => void,
  ): void
}

/** A WebSocket class: the browser's own, that of `ws`, or one that behaves as they do. */
export type WebSocketClass = new (url: string, ...rest: never[]) => object

/** Tells whether a socket can do what only Node's can. */
export const isNodeSocket = (socket: CommonSocket): socket is NodeSocket =>
  'terminate' in socket && 'on' in socket

/** What the system, or `ws`, calls an error; the event itself holds the address, and so the token. */
export const systemCode = (event: object): string | undefined => {
  const error: unknown = 'error' in event ? event.error : undefined
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
