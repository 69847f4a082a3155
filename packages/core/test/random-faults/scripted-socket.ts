import type { WebSocketClass } from '../../src/call/transport.ts'

type Listener = (event: never) => void

/** The far end of a socket in memory, and the network between, in a test's hands. */
export interface Script {
  /** What the client has sent while the socket was open. */
  readonly sent: readonly string[]
  readonly isPaused: boolean
  /** How far it is: 0 connecting, 1 open, 2 closing, 3 closed. */
  readonly readyState: number
  accept(): void
  refuse(status: number): void
  deliver(text: string): void
  /** The platform says goodbye; the socket is closed a moment later. */
  close(code: number): void
  /** The connection is gone. */
  cut(): void
  /** While it is frozen nothing comes and nothing leaves. */
  freeze(isFrozen: boolean): void
  /** While it is congested, what is sent stays in the socket. */
  congest(isCongested: boolean): void
}

/** Makes a WebSocket class whose one socket is scripted: like that of `ws`, or with only what browsers have. */
export const scriptSocket = (
  kind: 'node' | 'browser',
): { WebSocket: WebSocketClass; script: () => Script } => {
  let made: Script | undefined
  const later = (task: () => void) => queueMicrotask(task)

  class Common {
    readyState = 0
    bufferedAmount = 0
    readonly #listeners = new Map<string, Listener[]>()
    protected frozen = false
    protected paused = false
    #congested = false
    #held: (() => void)[] = []
    readonly #sent: string[] = []

    constructor() {
      const read = () => this
      made = {
        sent: this.#sent,
        get isPaused() {
          return read().paused
        },
        get readyState() {
          return read().readyState
        },
        accept: () => {
          if (this.readyState !== 0) return
          this.readyState = 1
          this.tell('open', {})
        },
        refuse: (status) => this.refuse(status),
        deliver: (data) => {
          if (this.readyState === 1) this.#arrive(() => this.tell('message', { data }))
        },
        close: (code) => {
          if (this.readyState !== 1 || this.frozen) return
          this.#arrive(() => {
            this.readyState = 2
            later(() => this.end(code))
          })
        },
        cut: () => this.end(1006),
        freeze: (isFrozen) => {
          this.frozen = isFrozen
          this.release()
        },
        congest: (isCongested) => {
          this.#congested = isCongested
          if (!isCongested && !this.frozen) this.bufferedAmount = 0
        },
      }
    }

    addEventListener(type: string, listener: Listener): void {
      this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
    }

    send(text: string): void {
      if (this.readyState === 0) throw new Error('not open')
      if (this.readyState !== 1) return
      this.#sent.push(text)
      if (this.#congested || this.frozen) this.bufferedAmount += text.length
    }

    close(): void {
      if (this.readyState > 1) return
      const wasOpen = this.readyState === 1
      this.readyState = 2
      if (!this.frozen) later(() => this.end(wasOpen ? 1000 : 1006))
    }

    /** A browser is not told the status. */
    protected refuse(status: number): void {
      if (status > 0) this.end(1006)
    }

    protected release(): void {
      while (!this.frozen && !this.paused) {
        const task = this.#held.shift()
        if (task === undefined) return
        if (this.readyState < 3) task()
      }
    }

    protected end(code: number): void {
      if (this.readyState === 3) return
      this.readyState = 3
      if (code === 1006) this.tell('error', {})
      this.tell('close', { code, reason: '' })
    }

    protected tell(type: string, ...values: readonly object[]): void {
      for (const listener of this.#listeners.get(type) ?? [])
        (listener as (...given: readonly object[]) => void)(...values)
    }

    #arrive(task: () => void): void {
      this.#held.push(task)
      this.release()
    }
  }

  class Node extends Common {
    on(type: string, listener: Listener): void {
      this.addEventListener(type, listener)
    }

    ping(): void {
      if (!this.frozen && !this.paused) later(() => this.tell('pong'))
    }

    pause(): void {
      this.paused = true
    }

    resume(): void {
      this.paused = false
      later(() => this.release())
    }

    terminate(): void {
      later(() => this.end(1006))
      this.readyState = 2
    }

    protected override refuse(statusCode: number): void {
      if (this.readyState !== 0) return
      const on = (event: string, listener: (chunk: Uint8Array) => void) => {
        if (event === 'end') listener(new Uint8Array(0))
      }
      this.tell('unexpected-response', { destroy: () => this.end(1006) }, { statusCode, on })
    }
  }

  return { WebSocket: kind === 'node' ? Node : Common, script: () => made as Script }
}
