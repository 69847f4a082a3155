import IsomorphicWebSocket from 'isomorphic-ws'
import { refusal } from '../rest/refusal.ts'
import type { OpenWire, WireListener } from './wire.ts'

/** What browsers and `ws` have in common. */
interface CommonSocket {
  readonly bufferedAmount: number
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
interface NodeSocket extends CommonSocket {
  terminate(): void
  ping(): void
  on(event: 'pong', listener: () => void): void
  on(event: 'unexpected-response', listener: (request: Request, response: Response) => void): void
}

interface Request {
  destroy(): void
}

interface Response {
  readonly statusCode?: number
  on(event: 'data', listener: (chunk: Uint8Array) => void): void
  on(event: 'end' | 'close', listener: () => void): void
}

/** A WebSocket class: the browser's own, that of `ws`, or one that behaves as they do. */
export type WebSocketClass = new (url: string, ...rest: never[]) => object

type Constructor<S> = new (url: string, options?: object) => S

/** 16 s of the platform's audio; whatever is larger was not meant for a voice call. */
const maxPayload = 1_048_576

/** More than a JSON error has; the rest of a refusal is not read. */
const maxRefusalLength = 16_384

const isNodeSocket = (socket: CommonSocket): socket is NodeSocket => 'terminate' in socket && 'on' in socket

const systemCode = (event: object): string | undefined => {
  const error: unknown = 'error' in event ? event.error : undefined
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

const readRefusal = (request: Request, response: Response, listener: WireListener): void => {
  const status = response.statusCode ?? 0
  const decoder = new TextDecoder()
  let text = ''
  const done = () => {
    request.destroy()
    listener.refused(status, refusal(text))
  }
  response.on('data', (chunk) => {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > maxRefusalLength) done()
  })
  response.on('end', done)
  response.on('close', done)
}

/** Tells only what still is news: one ending, and nothing after it. */
const once = (listener: WireListener): WireListener => {
  let over = false
  const end = (tell: () => void) => {
    if (over) return
    over = true
    tell()
  }
  return {
    opened: () => !over && listener.opened(),
    message: (text) => !over && listener.message(text),
    alive: () => !over && listener.alive(),
    refused: (status, message) => end(() => listener.refused(status, message)),
    failed: (code) => end(() => listener.failed(code)),
    closed: (code, reason) => end(() => listener.closed(code, reason)),
  }
}

/** Opens wires with a WebSocket class. This is the one file that knows `isomorphic-ws`. */
export const webSocketWire =
  (WebSocket: WebSocketClass = IsomorphicWebSocket): OpenWire =>
  (url, given) => {
    const listener = once(given)
    const Socket = WebSocket as unknown as Constructor<CommonSocket>
    // Browsers take sub-protocols in the second place and refuse options there.
    const takesOptions = 'terminate' in WebSocket.prototype
    const socket = takesOptions
      ? new Socket(url, { perMessageDeflate: false, maxPayload, followRedirects: false })
      : new Socket(url)
    let opened = false
    let code: string | undefined
    socket.addEventListener('open', () => {
      opened = true
      listener.opened()
    })
    socket.addEventListener('message', ({ data }) => listener.message(typeof data === 'string' ? data : ''))
    // The event holds the address, and so the token: only the system's code is taken from it.
    socket.addEventListener('error', (event) => (code = systemCode(event)))
    socket.addEventListener('close', (event) => {
      if (opened) listener.closed(event.code, event.reason)
      else listener.failed(code)
    })
    if (!isNodeSocket(socket))
      return {
        get bufferedBytes() {
          return socket.bufferedAmount
        },
        send: (text) => socket.send(text),
        close: () => socket.close(1000),
        terminate: () => {
          socket.close(1000)
          listener.closed(1006, '')
        },
      }
    socket.on('pong', () => listener.alive())
    socket.on('unexpected-response', (request, response) => readRefusal(request, response, listener))
    return {
      get bufferedBytes() {
        return socket.bufferedAmount
      },
      send: (text) => socket.send(text),
      close: () => socket.close(1000),
      terminate: () => socket.terminate(),
      ping: () => socket.ping(),
    }
  }
