import type { Clock, WebSocketClass } from '@vatel/core'
import type { HeldCall } from './hold-call.ts'
import type { Platform } from './platform.ts'
import { refusalOf } from './refusal.ts'
import type { RestResponse } from './rest/exchange.ts'
import { createUplink } from './uplink.ts'

/** What is asked of it happens in a later turn of the microtask queue. */
const settled = Promise.resolve()

type Listener = (...values: never[]) => void

/** What `ws` can be told, as far as it matters where there is no network. */
interface SocketOptions {
  /** A message that is longer fails the connection, in characters. @defaultValue `Infinity` - none is too long */
  readonly maxPayload?: number
  /** How long to wait for the other side to close too, in milliseconds. @defaultValue `30_000` - half a minute */
  readonly closeTimeout?: number
}

/**
 * Makes a WebSocket class whose other end is a platform in this process. It behaves as that of `ws` does, as far as its
 * client asks: it is pinged by whoever pings, and shows the answer to a refused upgrade to whoever listens for it. A
 * client that is bundled for browsers does neither, and sees what it would of a browser's socket. Events come in later
 * turns of the microtask queue, never within a call of the client's.
 */
export const memorySocketClass = (platform: Platform, clock: Clock): WebSocketClass =>
  class MemorySocket extends EventTarget {
    readyState: 0 | 1 | 2 | 3 = 0
    #call: HeldCall | undefined
    readonly #uplink = createUplink((text) => this.#call?.receive(text))
    readonly #others = new Map<string, Listener>()
    readonly #options: Required<SocketOptions>
    #closing: unknown

    constructor(url: string, { maxPayload = Infinity, closeTimeout = 30_000 }: SocketOptions = {}) {
      super()
      this.#options = { maxPayload, closeTimeout }
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
      if (this.#uplink.flow !== 'frozen') this.#later(() => this.#end(code))
      else this.#closing = clock.setTimeout(() => this.#end(1006), this.#options.closeTimeout)
    }

    terminate(): void {
      if (this.readyState === 3) return
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
        if (data.length > this.#options.maxPayload) this.#fail()
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
      clock.clearTimeout(this.#closing)
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
