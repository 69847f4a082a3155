import { WebSocket } from 'ws'

/** A WebSocket as browsers have it: without pings, without pausing, and without a way to drop the connection. */
export class BrowserSocket {
  readonly #socket: WebSocket
  readonly addEventListener: WebSocket['addEventListener']

  constructor(url: string) {
    this.#socket = new WebSocket(url, { perMessageDeflate: false })
    this.addEventListener = this.#socket.addEventListener.bind(this.#socket)
  }

  get bufferedAmount(): number {
    return this.#socket.bufferedAmount
  }

  get readyState(): number {
    return this.#socket.readyState
  }

  send(text: string): void {
    this.#socket.send(text)
  }

  close(code?: number): void {
    this.#socket.close(code)
  }
}
