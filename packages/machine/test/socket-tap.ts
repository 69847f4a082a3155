import type { ServerMessage, WebSocketClass } from '@vatel/core'

/** A socket to the simulator on which a test can send messages in the platform's name, and which it can break. */
export interface SocketTap {
  receive(message: ServerMessage | object): void
  /** Breaks the connection without a closing handshake. */
  cut(): void
  readonly state: 'opening' | 'open' | 'closed'
}

/** The part of the simulator's socket that a tap uses. */
interface Tapped extends EventTarget {
  readonly readyState: number
  terminate(): void
}

const states = ['opening', 'open', 'open', 'closed'] as const

/** Returns the simulator's WebSocket class, which reports each socket that is opened with it. */
export const tapSockets = (WebSocket: WebSocketClass, opened: (tap: SocketTap) => void): WebSocketClass => {
  const Socket = WebSocket as unknown as new (url: string) => Tapped
  return class extends Socket {
    constructor(url: string) {
      super(url)
      const socket = { state: () => states[this.readyState] ?? 'closed' }
      opened({
        receive: (message) => {
          if (this.readyState === 1)
            this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
        },
        cut: () => this.terminate(),
        get state() {
          return socket.state()
        },
      })
    }
  }
}
