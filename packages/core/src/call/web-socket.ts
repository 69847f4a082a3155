import { socketArguments, socketPowers } from '#environment'
import IsomorphicWebSocket from 'isomorphic-ws'
import { UnreachableError } from '../errors.ts'
import type { CommonSocket, WebSocketClass } from './socket-class.ts'
import type { OpenWire } from './wire.ts'

type Constructor<S> = new (url: string, ...rest: readonly object[]) => S

/** `WebSocket.OPEN`. */
const open = 1

const make = (WebSocket: WebSocketClass, url: string): CommonSocket => {
  const Socket = WebSocket as unknown as Constructor<CommonSocket>
  try {
    return new Socket(url, ...socketArguments(WebSocket))
  } catch (error) {
    // What it throws may quote the address, and so the token, as a browser does that may not open it.
    throw new UnreachableError(
      new URL(url).origin,
      'not-sent',
      error instanceof Error ? error.name : undefined,
    )
  }
}

/** Opens wires with a WebSocket class. This is the one file that knows `isomorphic-ws`. */
export const webSocketWire =
  (WebSocket: WebSocketClass = IsomorphicWebSocket): OpenWire =>
  (url, listener) => {
    const socket = make(WebSocket, url)
    const powers = socketPowers(socket, listener)
    let opened = false
    socket.addEventListener('open', () => {
      opened = true
      listener.started()
    })
    socket.addEventListener('message', ({ data }) => listener.message(typeof data === 'string' ? data : ''))
    socket.addEventListener('close', ({ code, reason }) => {
      if (opened) listener.closed(code, reason)
      else listener.failed(powers?.failure())
    })
    return {
      get bufferedBytes() {
        return socket.bufferedAmount
      },
      get isOpen() {
        return socket.readyState === open
      },
      send: (text) => socket.send(text),
      close: () => socket.close(1000),
      terminate: () => {
        socket.close(1000)
        listener.closed(1006, '')
      },
      ...powers?.wire,
    }
  }
