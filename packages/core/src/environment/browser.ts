import type { CreateSocket, ExtendSocket, WebSocketClass } from '../call/transport.ts'
import { UnreachableError } from '../errors.ts'
import type { ListenToAbort } from '../net/deadline.ts'
import type { ReadFailure } from '../net/failure.ts'
import type { FromBase64, ToBase64 } from '../protocol/audio-payload.ts'

/** Encodes bytes as base64 with `btoa`. */
export const toBase64: ToBase64 = ({ buffer, byteOffset, byteLength }) => {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength)
  let text = ''
  // For frames of 20 ms twice as fast as pieces of which `String.fromCharCode` gets all the bytes.
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** Decodes base64 with `atob`. */
export const fromBase64: FromBase64 = (base64, check) => {
  check(base64)
  const text = atob(base64)
  // A loop, because Uint8Array.from takes ten times as long for each character.
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}

/** Adds a listener to a signal. */
export const listenToAbort: ListenToAbort = (signal, aborted) => {
  signal.addEventListener('abort', aborted)
  return () => signal.removeEventListener('abort', aborted)
}

/** Browsers give no reason for a failed connection but a sentence. */
export const systemFailure: ReadFailure = (error) => ({
  ...(error instanceof Error && { text: error.message }),
  neverConnected: false,
})

/** The part of a page, or of a worker, that reports its network and its Content Security Policy. */
interface Environment {
  addEventListener?(type: string, listener: (event: EnvironmentEvent) => void): void
  removeEventListener?(type: string, listener: (event: EnvironmentEvent) => void): void
  readonly document?: object
}

/** `online`, `offline`, or `securitypolicyviolation`, which has the other two fields. */
interface EnvironmentEvent {
  readonly type: string
  readonly effectiveDirective?: string
  readonly blockedURI?: string
}

/** Creates a socket with the address alone: browsers take sub-protocols after it, and no options. */
export const createSocket: CreateSocket = (
  address,
  WebSocket = (globalThis as unknown as { readonly WebSocket: WebSocketClass }).WebSocket,
) => new WebSocket(address)

/** Listens to the network and to the Content Security Policy of the page or worker. */
export const extendSocket: ExtendSocket = (_socket, listener, origin) => {
  const environment = globalThis as Environment
  let isBlocked = false
  const changed = ({ type, effectiveDirective, blockedURI }: EnvironmentEvent) => {
    if (blockedURI === undefined) listener({ type: 'network', isOnline: type === 'online' })
    else isBlocked ||= effectiveDirective === 'connect-src' && blockedURI.startsWith(origin)
  }
  const listen = (how: 'addEventListener' | 'removeEventListener') => {
    // The violations of a document's policy bubble to its window.
    for (const type of ['offline', 'online', 'securitypolicyviolation']) environment[how]?.(type, changed)
  }
  listen('addEventListener')
  return {
    stopListening: () => listen('removeEventListener'),
    reportFailure(report) {
      const failed = () =>
        report(
          isBlocked
            ? new UnreachableError(
                origin,
                'not-sent',
                'connect-src',
                new Error(`a Content Security Policy blocks ${origin}: add it to connect-src`),
              )
            : new UnreachableError(origin, 'unknown'),
        )
      // The violation of a policy is reported in a task after the `error` of the socket.
      if (environment.document) setTimeout(failed)
      else failed()
    },
  }
}
