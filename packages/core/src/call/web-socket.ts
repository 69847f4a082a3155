import { extendSocket, socketArguments } from '#environment'
import IsomorphicWebSocket from 'isomorphic-ws'
import { UnreachableError } from '../errors.ts'
import type { CommonSocket, Transport, TransportListener, WebSocketClass } from './transport.ts'

type Constructor<S> = new (url: string, ...rest: readonly object[]) => S

/** Values of `readyState`. */
const [connecting, open] = [0, 1]

const construct = (WebSocket: WebSocketClass, address: URL): CommonSocket => {
  const Socket = WebSocket as unknown as Constructor<CommonSocket>
  try {
    return new Socket(address.href, ...socketArguments(WebSocket))
  } catch (error) {
    // Its message may quote the address, and so the token, as a browser's does that may not open it.
    throw new UnreachableError(address.origin, 'not-sent', error instanceof Error ? error.name : undefined)
  }
}

/** Does what a class may refuse, such as to close twice. */
const attempt = (action: () => void): void => {
  try {
    action()
  } catch {
    // What becomes of the connection is seen by its events, and by its silence.
  }
}

interface BlobLike {
  arrayBuffer(): Promise<ArrayBuffer>
}

const isBlob = (data: unknown): data is BlobLike =>
  typeof data === 'object' && data !== null && 'arrayBuffer' in data

/** Returns binary data as UTF-8 text; data of another kind as text that is no message. */
const toText = (data: unknown): string => {
  if (typeof data === 'string') return data
  const isBinary = ArrayBuffer.isView(data) || Object.prototype.toString.call(data) === '[object ArrayBuffer]'
  return isBinary ? new TextDecoder().decode(data as ArrayBuffer) : ''
}

/**
 * Opens a connection with a WebSocket class: the environment's, or any that behaves as a browser's does. Missing properties
 * and events, and events that come at once, are allowed for. This is the one file that imports `isomorphic-ws`.
 * @throws {UnreachableError} when the class throws
 */
export const openTransport = (
  WebSocket: WebSocketClass = IsomorphicWebSocket,
  address: URL,
  listener: TransportListener,
): Transport => {
  const socket = construct(WebSocket, address)
  let isOpened = false
  // Else a browser gives bytes as a Blob, which can only be read later.
  attempt(() => (socket.binaryType = 'arraybuffer'))
  const extension = extendSocket(socket, listener, address.origin)
  const opened = () => {
    if (isOpened) return
    isOpened = true
    listener({ type: 'opened' })
  }
  const reportFailure = () => listener({ type: 'failed', failure: extension.failure?.() })
  const failed = () => {
    if (extension.whenFailureIsKnown === undefined) reportFailure()
    else extension.whenFailureIsKnown(reportFailure)
  }
  const closed = (code: number, reason: string) => {
    if (isOpened) listener({ type: 'closed', code, reason })
    else failed()
  }
  // While a Blob is read, what comes after it has to wait.
  let reading: Promise<void> | undefined
  const inOrder = (task: () => void) => {
    if (reading === undefined) task()
    else reading = reading.then(task)
  }
  socket.addEventListener('open', opened)
  const received = (text: string) => listener({ type: 'received', text })
  socket.addEventListener('message', ({ data }) => {
    if (isBlob(data)) {
      const bytes = data.arrayBuffer().then(toText, () => '')
      reading = Promise.all([bytes, reading]).then(([text]) => received(text))
    } else if (reading === undefined) received(toText(data))
    else inOrder(() => received(toText(data)))
  })
  socket.addEventListener('error', () => {
    // Some classes fire no `close` after it. On an open socket it may be an error that the socket survives.
    if (!isOpened) failed()
    else if (socket.readyState !== open) inOrder(() => closed(1006, ''))
  })
  socket.addEventListener('close', ({ code, reason }) => inOrder(() => closed(code, reason)))
  // Whatever was fired before there were listeners shows in the state.
  const { readyState = connecting } = socket
  if (readyState === open) opened()
  else if (readyState !== connecting) closed(1006, '')
  const close = () => attempt(() => socket.close(1000))
  return {
    line: {
      get bufferedBytes() {
        return socket.bufferedAmount ?? 0
      },
      get receivedBytes() {
        return extension.receivedBytes?.() ?? 0
      },
      get isOpen() {
        return (socket.readyState ?? open) === open
      },
    },
    send: (text) => attempt(() => socket.send(text)),
    close,
    terminate() {
      extension.release?.()
      attempt(() => (extension.terminate ?? close)())
    },
    ...(extension.ping && { ping: extension.ping }),
    ...(extension.pause && { pause: extension.pause }),
  }
}
