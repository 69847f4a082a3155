import { createSocket, extendSocket } from '#environment'
import { assertArgument, UnreachableError, type VatelError } from '../errors.ts'
import type { EndReason } from './end-reason.ts'
import type { PingedLine } from './pinged-line.ts'

/** Readings of a transport at one moment. */
export interface LineReading {
  /** Bytes that were sent and have not left yet; 0 where the transport cannot say. */
  readonly bufferedBytes: number
  /** False when data that is sent now cannot leave. */
  readonly isWritable: boolean
}

/** Event of a transport. The first of a whole `failed` and `closed` is its end. */
export type TransportEvent =
  /** The upgrade is done. */
  | { readonly type: 'opened' }
  /** A message came. */
  | { readonly type: 'received'; readonly text: string }
  /** The peer answered a ping. */
  | { readonly type: 'pong' }
  /** The connection never came about, or the upgrade was refused; browsers do not say why. The error says the same as the reason. */
  | {
      readonly type: 'failed'
      readonly error: VatelError
      readonly reason: EndReason
      /** False while the body of a refusal is still to come. */
      readonly isWholeAnswer: boolean
    }
  /** The connection is closed, with a close code of RFC 6455 section 7.4. */
  | { readonly type: 'closed'; readonly code: number; readonly reason: string }
  /** The browser lost the network, or has it again. */
  | { readonly type: 'network'; readonly isOnline: boolean }

/** Receives the events of a transport. */
export type TransportListener = (event: TransportEvent) => void

/** The part of a WebSocket that a call uses. */
export interface Transport {
  readonly lineReading: LineReading
  /** Sends a ping; absent where a program cannot (browsers). */
  readonly ping?: () => void
  /** Stops and resumes reading, so that the peer has to wait; absent where a program cannot (browsers). */
  readonly pause?: (isPaused: boolean) => void
  /** Liveness and flow control by pings and pauses; absent in browsers. */
  readonly pingControl?: PingedLine
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
    listener: (event: { readonly code?: unknown; readonly reason?: unknown }) => void,
  ): void
}

/** A WebSocket class: the browser's own, that of `ws`, or one that behaves as they do. */
export type WebSocketClass = new (url: string, ...rest: never[]) => object

/** Creates a socket of the given class, or of the environment's. */
export type CreateSocket = (address: string, WebSocket: WebSocketClass | undefined) => object

/** Abilities of a socket beyond those that all have. */
export interface Extension extends Pick<Transport, 'ping' | 'pause' | 'pingControl'> {
  readonly terminate?: () => void
  /** Stops listening to the environment. */
  readonly stopListening?: () => void
  /** Reports the failure of the connection, once the environment has had the time to say its reason. */
  readonly reportFailure: (report: (error: UnreachableError) => void) => void
}

/** Listens to the events that only the environment's own sockets have, and returns what else they can do. */
export type ExtendSocket = (
  socket: CommonSocket,
  listener: TransportListener,
  origin: string,
  token: string,
) => Extension

/** Values of `readyState`. */
const connecting = 0
const open = 1

/** Returns the address without path and query, which hold the token. */
const originOf = (address: string): string => address.split('/', 3).join('/')

const construct = (WebSocket: WebSocketClass | undefined, address: string): CommonSocket => {
  let socket: object
  try {
    socket = createSocket(address, WebSocket)
  } catch (error) {
    // Its message may quote the address, and so the token, as a browser's does that may not open it.
    throw new UnreachableError(originOf(address), 'not-sent', error instanceof Error ? error.name : undefined)
  }
  assertArgument('addEventListener' in socket, 'WebSocket', 'have addEventListener')
  return socket as CommonSocket
}

/** Does what a class may refuse, at once or later, such as to close twice. */
const attempt = (action: () => unknown): void => {
  try {
    const result = action()
    if (result instanceof Promise) result.catch(() => undefined)
  } catch {
    // What becomes of the connection is seen by its events, and by its silence.
  }
}

/** Reads a property that a class may lack, or whose getter may throw, as a number from 0 on. */
const numberOf = (read: () => unknown, otherwise: number): number => {
  try {
    const value = Number(read())
    return value >= 0 && value < Infinity ? value : otherwise
  } catch {
    return otherwise
  }
}

interface BlobLike {
  arrayBuffer(): Promise<ArrayBuffer>
}

const isBlob = (data: unknown): data is BlobLike => 'arrayBuffer' in (Object(data) as object)

/** Returns binary data as UTF-8 text; data of another kind as text that is no message. */
const toText = (data: unknown): string => {
  if (typeof data === 'string') return data
  try {
    return new TextDecoder().decode(data as ArrayBuffer)
  } catch {
    return ''
  }
}

/**
 * Opens a connection with a WebSocket class: the environment's, or any that behaves as a browser's does. Missing properties
 * and events, and events that come at once, are allowed for.
 * @throws {UnreachableError} when the class throws
 */
export const openTransport = (
  WebSocket: WebSocketClass | undefined,
  address: string,
  token: string,
  listener: TransportListener,
): Transport => {
  const socket = construct(WebSocket, address)
  const stateOf = (otherwise: number) => numberOf(() => socket.readyState, otherwise)
  let isOpened = false
  // Else a browser gives bytes as a Blob, which can only be read later.
  attempt(() => (socket.binaryType = 'arraybuffer'))
  const extension = extendSocket(socket, listener, originOf(address), token)
  const opened = () => {
    if (isOpened) return
    isOpened = true
    listener({ type: 'opened' })
  }
  const failed = () =>
    extension.reportFailure((error) =>
      listener({ type: 'failed', error, reason: { type: 'failed', error }, isWholeAnswer: true }),
    )
  const closed = (code: number, reason: string) => {
    if (isOpened) listener({ type: 'closed', code, reason })
    else failed()
  }
  // While a Blob is read, what comes after it has to wait.
  let reading: Promise<void> | undefined
  const inOrder = (task: () => void) => {
    if (reading) reading = reading.then(task)
    else task()
  }
  socket.addEventListener('open', opened)
  const received = (text: string) => listener({ type: 'received', text })
  socket.addEventListener('message', ({ data }) => {
    if (isBlob(data)) {
      const read = async () => toText(await data.arrayBuffer())
      reading = Promise.all([read().catch(() => ''), reading]).then(([text]) => received(text))
    } else inOrder(() => received(toText(data)))
  })
  socket.addEventListener('error', () => {
    // Some classes fire no `close` after it. On an open socket it may be an error that the socket survives.
    if (!isOpened) failed()
    else if (stateOf(connecting) !== open) inOrder(() => closed(1006, ''))
  })
  socket.addEventListener('close', ({ code, reason }) => {
    inOrder(() => closed(numberOf(() => code, 0) || 1006, toText(reason)))
  })
  // Whatever was fired before there were listeners shows in the state.
  const readyState = stateOf(connecting)
  if (readyState === open) opened()
  else if (readyState !== connecting) closed(1006, '')
  const close = () => attempt(() => socket.close(1000))
  return {
    ...extension,
    lineReading: {
      get bufferedBytes() {
        return numberOf(() => socket.bufferedAmount, 0)
      },
      get isWritable() {
        return stateOf(open) === open
      },
    },
    send: (text) => attempt(() => socket.send(text)),
    close,
    terminate() {
      extension.stopListening?.()
      attempt(() => (extension.terminate ?? close)())
    },
  }
}
