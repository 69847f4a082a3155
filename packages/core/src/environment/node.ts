import IsomorphicWebSocket from 'isomorphic-ws'
import * as browser from './browser.ts'
import { pingedLine } from '../call/pinged-line.ts'
import type { CommonSocket, CreateSocket, ExtendSocket, TransportListener } from '../call/transport.ts'
import { endReasonOf, stageMs } from '../call/end-reason.ts'
import { RefusedError, UnreachableError, type VatelError } from '../errors.ts'
import type { ListenToAbort } from '../net/deadline.ts'
import { type SystemFailure, unreachable } from '../net/failure.ts'
import { systemFailure } from '../net/node-failure.ts'
import { refusalMessage } from '../net/refusal.ts'
import { retryAfterMs } from '../net/retryable.ts'
import type { FromBase64, ToBase64 } from '../protocol/audio-payload.ts'
import { maxReceivedLength } from '../protocol/messages.ts'

export { systemFailure }

interface Base64Of {
  from(base64: string, encoding: 'base64'): Uint8Array
  from(buffer: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string }
}

/** Missing in a page whose bundler resolved the Node variant. */
const { Buffer } = globalThis as { readonly Buffer?: Base64Of }

/** Encodes bytes as base64 with Node's Buffer. */
export const toBase64: ToBase64 =
  Buffer === undefined
    ? browser.toBase64
    : ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength).toString('base64')

/** Decodes base64 with Node's Buffer. */
export const fromBase64: FromBase64 =
  Buffer === undefined
    ? browser.fromBase64
    : (base64, check) => {
        const bytes = Buffer.from(base64, 'base64')
        // Encoding the result again checks the text in a third of the time that a look at each character takes.
        if (bytes.length % 2 !== 0 || toBase64(bytes) !== base64) check(base64)
        return bytes
      }

/** A listener, and the callbacks that it calls. */
type Waiting = (() => void) & { readonly calls: Set<() => void> }

const bySignal = /* @__PURE__ */ new WeakMap<AbortSignal, Waiting>()

const nobody = (): Waiting => {
  const calls = new Set<() => void>()
  return Object.assign(() => calls.forEach((call) => call()), { calls })
}

/**
 * Adds a callback to a signal, which has one listener for all of them, because Node warns of more than ten
 * (`MaxListenersExceededWarning`), and none once there is no callback left.
 */
export const listenToAbort: ListenToAbort = (signal, aborted) => {
  const waiting = bySignal.get(signal) ?? nobody()
  bySignal.set(signal, waiting)
  waiting.calls.add(aborted)
  signal.addEventListener('abort', waiting)
  return () => {
    waiting.calls.delete(aborted)
    if (waiting.calls.size === 0) signal.removeEventListener('abort', waiting)
  }
}

interface TcpSocket {
  readonly bytesRead?: number
  on(event: 'error', listener: () => void): void
  destroy(): void
}

/** The part of Node's request that is needed to give it up. */
interface UpgradeRequest {
  readonly socket?: TcpSocket | null
  destroy(): void
}

/** The part of Node's answer to an upgrade that is needed to read a refusal. */
interface UpgradeResponse {
  readonly statusCode?: number
  readonly headers?: Readonly<Record<string, unknown>>
  readonly socket?: TcpSocket | null
  on(event: 'data', listener: (chunk: Uint8Array) => void): void
  on(event: 'end' | 'close', listener: () => void): void
}

/** The abilities that only the sockets of `ws` have. */
interface NodeSocket extends CommonSocket {
  terminate(): void
  ping(): void
  pause?(): void
  resume?(): void
  on(event: 'pong', listener: () => void): void
  on(event: 'upgrade', listener: (response: UpgradeResponse) => void): void
  on(
    event: 'unexpected-response',
    listener: (request: UpgradeRequest, response: UpgradeResponse) => void,
  ): void
}

const isNodeSocket = (socket: CommonSocket): socket is NodeSocket => 'terminate' in socket && 'on' in socket

// A bundler that loads its file for pages with `require` returns the module and not its default.
const { default: environmentClass = IsomorphicWebSocket } = IsomorphicWebSocket as unknown as {
  readonly default?: typeof IsomorphicWebSocket
}

/** Options of `ws`. */
const options = {
  perMessageDeflate: false,
  followRedirects: false,
  maxPayload: maxReceivedLength,
  // A message in more parts was cut up to cost memory.
  maxFragments: 4_096,
  maxBufferedChunks: 262_144,
  // A peer that has closed the call and leaves the connection open.
  closeTimeout: stageMs.closing,
}

/** Returns the close code of a breach of the WebSocket protocol (RFC 6455 section 7.4.1) by the error code of `ws`. */
const violationCode = (code: string | undefined): number | undefined => {
  if (code?.startsWith('WS_ERR_') !== true) return undefined
  if (code.endsWith('UTF8')) return 1007
  // A message that is too long, or in too many parts.
  return /UNSUPPORTED|TOO_MANY/.test(code) ? 1009 : 1002
}

/** Most characters of a refusal that are read: more than a JSON error has. */
const maxRefusalLength = 16_384

const readRefusal = (
  request: UpgradeRequest,
  response: UpgradeResponse,
  listener: TransportListener,
  origin: string,
  token: string,
): void => {
  const decoder = new TextDecoder()
  const { socket } = request
  const { statusCode: status = 0, headers } = response
  let body = ''
  const waitMs = retryAfterMs(headers?.['retry-after'], headers?.['date'], Date.now())
  // Node stops listening to the socket once the answer is whole, and then an error would end the program.
  socket?.on('error', () => undefined)
  const fail = (error: VatelError, isWhole: boolean) =>
    listener({ type: 'failed', error, reason: endReasonOf(error), isWholeAnswer: isWhole })
  const refuse = (isWhole: boolean) =>
    fail(new RefusedError(status, refusalMessage(body, [token]), waitMs), isWhole)
  const done = () => {
    // An answer that agrees and then does not upgrade is a broken one.
    if (status < 200) fail(new UnreachableError(origin, 'unknown'), true)
    else refuse(true)
    request.destroy()
    // Node would keep the connection as long as the platform does, and the program with it.
    socket?.destroy()
  }
  if (status >= 200) refuse(false)
  response.on('data', (chunk) => {
    body += decoder.decode(chunk, { stream: true })
    if (body.length > maxRefusalLength) done()
  })
  response.on('end', done)
  response.on('close', done)
}

/** Creates a socket: with options for `ws`, the default, and classes like it. This is the one file that imports `isomorphic-ws`. */
export const createSocket: CreateSocket = (address, WebSocket = environmentClass) => {
  const Socket = WebSocket as new (url: string, ...rest: readonly object[]) => object
  // Browsers take sub-protocols in place of the options.
  return 'terminate' in Socket.prototype ? new Socket(address, options) : new Socket(address)
}

/** Listens to the events that only sockets like those of `ws` have, and uses what they can do beyond a browser's. */
export const extendSocket: ExtendSocket = (socket, listener, origin, token) => {
  if (!isNodeSocket(socket)) return browser.extendSocket(socket, listener, origin, token)
  let failure: SystemFailure | undefined
  let connection: TcpSocket | null | undefined
  socket.addEventListener('error', (event) => {
    // The event itself holds the address, and so the token.
    failure = systemFailure('error' in event ? event.error : undefined)
    const violated = violationCode(failure.code)
    if (violated === undefined) return
    const reason = `the platform broke the protocol (${String(failure.code)})`
    listener({ type: 'closed', code: violated, reason })
  })
  socket.on('pong', () => listener({ type: 'pong' }))
  socket.on('upgrade', (response) => ({ socket: connection } = response))
  socket.on('unexpected-response', (request, response) =>
    readRefusal(request, response, listener, origin, token),
  )
  return {
    pingControl: pingedLine('pause' in socket, () => connection?.bytesRead ?? 0),
    terminate: () => socket.terminate(),
    ping: () => socket.ping(),
    // The simulator's socket, in this process, cannot be paused.
    ...('pause' in socket && {
      pause: (isPaused: boolean) => (isPaused ? socket.pause?.() : socket.resume?.()),
    }),
    reportFailure: (report) => report(unreachable(failure, origin, [token])),
  }
}
