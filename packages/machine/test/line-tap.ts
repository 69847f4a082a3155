import type { ServerMessage, WebSocketClass } from '@vatel/core'

/** A line to the simulator on which a test can speak in the platform's name, and which it can cut. */
export interface LineTap {
  say(message: ServerMessage | object): void
  /** Breaks the connection without a closing handshake. */
  cut(): void
  readonly state: 'opening' | 'open' | 'closed'
}

/** The little of the simulator's socket that a tap holds. */
interface Tapped extends EventTarget {
  readonly readyState: number
  terminate(): void
}

const states = ['opening', 'open', 'open', 'closed'] as const

/** Makes the simulator's WebSocket class tell of each line that is opened with it. */
export const tapLines = (WebSocket: WebSocketClass, opened: (tap: LineTap) => void): WebSocketClass => {
  const Socket = WebSocket as unknown as new (url: string) => Tapped
  return class extends Socket {
    constructor(url: string) {
      super(url)
      const line = { state: () => states[this.readyState] ?? 'closed' }
      opened({
        say: (message) => {
          if (this.readyState === 1)
            this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
        },
        cut: () => this.terminate(),
        get state() {
          return line.state()
        },
      })
    }
  }
}
