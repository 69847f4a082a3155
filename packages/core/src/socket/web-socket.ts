import IsomorphicWebSocket from 'isomorphic-ws'
import { readRefusal } from './read-refusal.ts'
import {
  isNodeSocket,
  systemCode,
  type CommonSocket,
  type NodeSocket,
  type WebSocketClass,
} from './socket-class.ts'
import { violationCode } from './violation.ts'
import type { OpenWire, Wire, WireListener } from './wire.ts'

type Constructor<S> = new (url: string, options?: object) => S

/** What `ws` takes, and no browser does. */
const nodeOptions = {
  perMessageDeflate: false,
  followRedirects: false,
  // 16 s of the platform's audio; whatever is larger was not meant for a voice call.
  maxPayload: 1_048_576,
  // A message in so many parts was cut up to cost memory.
  maxFragments: 4_096,
  maxBufferedChunks: 262_144,
  // A peer that has said goodbye and leaves the connection open.
  closeTimeout: 2_000,
}

/** `WebSocket.OPEN`. */
const open = 1

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
    refused: (status, body, retryAfterMs) => end(() => listener.refused(status, body, retryAfterMs)),
    failed: (code) => end(() => listener.failed(code)),
    closed: (code, reason) => end(() => listener.closed(code, reason)),
  }
}

/** What a wire can do when its socket is one of Node's. */
const nodePowers = (socket: NodeSocket): Pick<Wire, 'ping' | 'pause' | 'resume'> => ({
  ping: () => socket.ping(),
  // The memory of a platform in this process knows no waiting.
  ...(socket.pause === undefined ? {} : { pause: () => socket.pause?.(), resume: () => socket.resume?.() }),
})

/** Opens wires with a WebSocket class. This is the one file that knows `isomorphic-ws`. */
export const webSocketWire =
  (WebSocket: WebSocketClass = IsomorphicWebSocket): OpenWire =>
  (url, given) => {
    const listener = once(given)
    const Socket = WebSocket as unknown as Constructor<CommonSocket>
    // Browsers take sub-protocols in the second place and refuse options there.
    const socket = 'terminate' in WebSocket.prototype ? new Socket(url, nodeOptions) : new Socket(url)
    const node = isNodeSocket(socket) ? socket : undefined
    let opened = false
    let code: string | undefined
    socket.addEventListener('open', () => {
      opened = true
      listener.opened()
    })
    socket.addEventListener('message', ({ data }) => listener.message(typeof data === 'string' ? data : ''))
    socket.addEventListener('error', (event) => {
      code = systemCode(event)
      const violated = opened ? violationCode(code) : undefined
      if (violated === undefined) return
      listener.closed(violated, `the platform broke the protocol (${String(code)})`)
      // Else `ws` waits for the peer to agree that the connection is over.
      node?.terminate()
    })
    socket.addEventListener('close', (event) => {
      if (opened) listener.closed(event.code, event.reason)
      else listener.failed(code)
    })
    node?.on('pong', () => listener.alive())
    node?.on('unexpected-response', (request, response) => readRefusal(request, response, listener))
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
        if (node !== undefined) node.terminate()
        else {
          socket.close(1000)
          listener.closed(1006, '')
        }
      },
      ...(node === undefined ? {} : nodePowers(node)),
    }
  }
