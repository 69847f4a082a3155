import { type Clock, openCall } from '@vatel/core'

type Listener = (event: object) => void

/** A call on a socket whose other end is here. */
export interface PuppetCall {
  readonly connection: ReturnType<typeof openCall>
  /** A text comes. */
  readonly receive: (text: string) => void
  /** The line is cut. */
  readonly cut: () => void
}

/** Opens a call on a socket of its own, which is open at once. */
export const puppetCall = (clock: Clock): PuppetCall => {
  const listeners = new Map<string, Listener>()
  const tell = (type: string, event: object) => listeners.get(type)?.(event)
  class Socket {
    readonly bufferedAmount = 0
    readonly readyState = 1
    addEventListener(type: string, listener: Listener): void {
      listeners.set(type, listener)
    }
    send(): void {
      // Nobody is there.
    }
    close(): void {
      tell('close', { code: 1000, reason: '' })
    }
  }
  const connection = openCall({ token: 'token', WebSocket: Socket, clock })
  tell('open', {})
  return {
    connection,
    receive: (data) => tell('message', { data }),
    cut: () => tell('close', { code: 1006, reason: '' }),
  }
}
