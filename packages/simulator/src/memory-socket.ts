import type { Clock, WebSocketClass } from '@vatel/core'
import type { HeldCall } from './hold-call.ts'
import type { Platform } from './platform.ts'
import type { RestResponse } from './rest/exchange.ts'
import { createUplink } from './uplink.ts'

/** How long a socket waits for the other side to close too, as that of `ws` does. */
const closingMs = 30_000

/** What is asked of it happens in a later turn of the microtask queue. */
const settled = Promise.resolve()

type Listener = (...values: never[]) => void

const bodyOf = ({ body }: RestResponse): Uint8Array =>
  typeof body === 'string' ? new TextEncoder().encode(body) : body

/** The answer to a refused upgrade, with as much of Node's response as a client reads. */
const refusalOf = (response: RestResponse) => ({
  statusCode: response.status,
  headers: response.headers,
  on: (event: string, listener: (chunk: Uint8Array) => void) => {
    if (event === 'data') listener(bodyOf(response))
    if (event === 'end') listener(new Uint8Array(0))
  },
})

/**
 * Makes a WebSocket class whose other end is a platform in this process. It behaves as that of `ws` does: events come in
 * later turns of the microtask queue, never within a call of the client's.
 */
export const memorySocketClass = (platform: Platform, clock: Clock): WebSocketClass =>
  class MemorySocket extends EventTarget {
    readyState: 0 | 1 | 2 | 3 = 0
    #call: HeldCall | undefined
    readonly #uplink = createUplink((text) => this.#call?.receive(text))
    readonly #others = new Map<string, Listener>()
    readonly #maxPayload: number

    /** @param options as that of `ws` has them; a message longer than `maxPayload` fails the connection */
    constructor(url: string, { maxPayload = Infinity }: { readonly maxPayload?: number } = {}) {
      super()
      this.#maxPayload = maxPayload
      this.#later(() => this.#connect(new URL(url)))
    }

    get bufferedAmount(): number {
      return this.#uplink.bufferedBytes
    }

    /** Listens to what only `ws` tells: `pong` and `unexpected-response`. */
    on(event: string, listener: Listener): this {
      this.#others.set(event, listener)
      return this
    }

    send(text: string): void {
      this.#later(() => this.#uplink.send(text))
    }

    ping(): void {
      this.#later(() => {
        if (this.#uplink.flow === 'running' && this.readyState === 1) this.#tell('pong')
      })
    }

    close(code = 1005): void {
      if (this.readyState > 1) return
      if (this.readyState === 0) {
        this.terminate()
        return
      }
      this.readyState = 2
      if (this.#uplink.flow === 'frozen') clock.setTimeout(() => this.#end(1006), closingMs)
      else this.#later(() => this.#end(code))
    }

    terminate(): void {
      this.readyState = 2
      this.#later(() => this.#end(1006))
    }

    #connect({ pathname, searchParams }: URL): void {
      if (this.readyState !== 0) return
      const admission = platform.upgrade(pathname, searchParams)
      if (admission.type === 'refused') {
        this.#refuse(admission.response)
        return
      }
      this.readyState = 1
      this.dispatchEvent(new Event('open'))
      this.#call = admission.hold({
        send: (text) => this.#deliver(text),
        sendBytes: (bytes) => this.#deliverBytes(bytes),
        pause: () => this.#uplink.pause(),
        resume: () => this.#later(() => this.#uplink.resume()),
        close: (code) => this.#later(() => this.#end(code)),
        cut: () => this.#later(() => this.#end(1006)),
        freeze: () => this.#uplink.freeze(),
      })
    }

    #refuse(response: RestResponse): void {
      if (this.#tell('unexpected-response', { destroy: () => this.terminate() }, refusalOf(response))) return
      this.#fail()
    }

    #deliver(data: string): void {
      this.#later(() => {
        if (this.readyState !== 1) return
        if (data.length > this.#maxPayload) this.#fail()
        else this.dispatchEvent(new MessageEvent('message', { data }))
      })
    }

    #deliverBytes(bytes: Uint8Array): void {
      try {
        this.#deliver(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
      } catch {
        // A client has to fail the connection (RFC 6455 section 8.1).
        this.#later(() => this.#fail())
      }
    }

    #fail(): void {
      this.dispatchEvent(new Event('error'))
      this.#end(1006)
    }

    #end(code: number): void {
      if (this.readyState === 3) return
      this.readyState = 3
      this.#call?.gone()
      this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '', wasClean: code !== 1006 }))
    }

    #tell(event: string, ...values: readonly unknown[]): boolean {
      const listener = this.#others.get(event)
      if (listener !== undefined) (listener as (...given: readonly unknown[]) => void)(...values)
      return listener !== undefined
    }

    #later(task: () => void): void {
      void settled.then(task)
    }
  }
