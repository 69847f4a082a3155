import type { ServerMessage, WebSocketClass } from '@vatel/core'

/** The platform's end of a WebSocket, moved by a test. */
export interface Puppet {
  /** Accepts the WebSocket. */
  open(): void
  say(message: ServerMessage | object): void
  /** Breaks the connection without a closing handshake. */
  cut(): void
  readonly state: 'waiting' | 'open' | 'closed'
  /** What the client sent, parsed. */
  readonly received: readonly { readonly type: string; readonly data: Readonly<Record<string, string>> }[]
}

/** Makes a WebSocket class, like a browser's, and tells of each socket that is opened with it. */
export const puppetSocketClass = (opened: (puppet: Puppet) => void): WebSocketClass =>
  class extends EventTarget {
    readonly bufferedAmount = 0
    #state: Puppet['state'] = 'waiting'
    readonly #received: Puppet['received'][number][] = []

    constructor() {
      super()
      const state = () => this.#state
      opened({
        open: () => {
          if (this.#state !== 'waiting') return
          this.#state = 'open'
          this.dispatchEvent(new Event('open'))
        },
        say: (message) => {
          if (this.#state === 'open')
            this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
        },
        cut: () => this.#end(1006),
        get state() {
          return state()
        },
        received: this.#received,
      })
    }

    send(text: string): void {
      this.#received.push(JSON.parse(text) as Puppet['received'][number])
    }

    close(): void {
      queueMicrotask(() => this.#end(1000))
    }

    #end(code: number): void {
      if (this.#state === 'closed') return
      this.#state = 'closed'
      this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '' }))
    }
  }
