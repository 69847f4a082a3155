import type { WebSocketClass } from '@vatel/core'

type Listener = (event: never) => void

/** A WebSocket class with the methods of the one of `ws`, in memory: a program says what it receives. */
export const createNodeSocket = () => {
  const sent: string[] = []
  let latest: NodeSocket | undefined
  // The program that opens it has no other way to reach it.
  const keep = (socket: NodeSocket) => {
    latest = socket
  }

  class NodeSocket {
    readonly bufferedAmount = 0
    readyState = 0
    readonly #listeners = new Map<string, Set<Listener>>()

    constructor() {
      keep(this)
    }

    addEventListener(type: string, listener: Listener): void {
      this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener))
    }

    removeEventListener(type: string, listener: Listener): void {
      this.#listeners.get(type)?.delete(listener)
    }

    on(): void {
      // Pings and refused upgrades do not happen here.
    }

    send(text: string): void {
      sent.push(text)
    }

    ping(): void {
      // Nobody answers.
    }

    pause(): void {
      // Nothing comes by itself.
    }

    resume(): void {
      // Nothing comes by itself.
    }

    close(): void {
      this.readyState = 3
    }

    terminate(): void {
      this.readyState = 3
    }

    open(): void {
      this.readyState = 1
      this.#emit('open', {})
    }

    receive(data: string): void {
      this.#emit('message', { data })
    }

    #emit(type: string, event: object): void {
      for (const listener of this.#listeners.get(type) ?? []) listener(event as never)
    }
  }

  return {
    WebSocket: NodeSocket satisfies WebSocketClass,
    sent,
    current: (): NodeSocket => {
      if (latest === undefined) throw new Error('no socket was opened')
      return latest
    },
  }
}
