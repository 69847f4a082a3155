import type { SystemFailure } from '../net/failure.ts'

/** Readings of a transport at one moment. */
export interface LineReading {
  /** Bytes that were sent and have not left yet; 0 where the transport cannot say. */
  readonly bufferedBytes: number
  /** Bytes received so far, parts of messages included; 0 where the transport cannot say. */
  readonly receivedBytes: number
  /** False when data that is sent now cannot leave. */
  readonly isOpen: boolean
}

/** Event of a transport. The first of `refused`, `failed` and `closed` is its end. */
export type TransportEvent =
  /** The upgrade is done. */
  | { readonly type: 'opened' }
  /** A message came. */
  | { readonly type: 'received'; readonly text: string }
  /** The peer answered a ping. */
  | { readonly type: 'pong' }
  /** The upgrade was refused; the body of the answer is still to come. */
  | { readonly type: 'refusing'; readonly status: number; readonly retryAfterMs: number | undefined }
  /** The upgrade was refused, with this body. */
  | {
      readonly type: 'refused'
      readonly status: number
      readonly body: string
      readonly retryAfterMs: number | undefined
    }
  /** The connection never came about; browsers do not say why. */
  | { readonly type: 'failed'; readonly failure: SystemFailure | undefined }
  /** The connection is closed, with a close code of RFC 6455 section 7.4. */
  | { readonly type: 'closed'; readonly code: number; readonly reason: string }
  /** The browser lost the network, or has it again. */
  | { readonly type: 'network'; readonly isOnline: boolean }

/** Receives the events of a transport. */
export type TransportListener = (event: TransportEvent) => void

/** The part of a WebSocket that a call uses. */
export interface Transport {
  readonly line: LineReading
  /** Sends a ping; absent where a program cannot (browsers). */
  readonly ping?: () => void
  /** Stops and resumes reading, so that the peer has to wait; absent where a program cannot (browsers). */
  readonly pause?: (isPaused: boolean) => void
  send(text: string): void
  /** Closes with the closing handshake. */
  close(): void
  /** Drops the connection at once, and stops listening to the environment. */
  terminate(): void
}

/** The part of a WebSocket that browsers and `ws` have in common. `bufferedAmount` and `binaryType` may be missing. */
export interface CommonSocket {
  binaryType?: string
  readonly bufferedAmount?: number
  readonly readyState?: number
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

/** Returns the arguments that a class takes after the address. */
export type SocketArguments = (Socket: WebSocketClass) => readonly object[]

/** Abilities of a socket beyond those that all have. */
export interface Extension extends Pick<Transport, 'ping' | 'pause'> {
  readonly terminate?: () => void
  /** Stops listening to the environment. */
  readonly release?: () => void
  readonly receivedBytes?: () => number
  /** Reason of the failure, when the environment says one. */
  readonly failure?: () => SystemFailure | undefined
  /** Calls back when the environment has had the time to say the reason. */
  readonly whenFailureIsKnown?: (report: () => void) => void
}

/** Listens to the events that only the environment's own sockets have, and returns what else they can do. */
export type ExtendSocket = (socket: CommonSocket, listener: TransportListener, origin: string) => Extension
