import type { Clock, WebSocketClass } from '@vatel/core'
import type { RunningCall } from './run-call.ts'
import type { Platform } from './platform.ts'
import { bytesOf, type RestResponse } from './rest/http-message.ts'

/** The client's send buffer: messages pass through it, or wait while the platform does not read. */
interface Uplink {
  /** `running`: messages are read as they come. `paused`: they wait. `frozen`: they wait for ever. */
  readonly flow: 'running' | 'paused' | 'frozen'
  /** Size of the waiting messages, in bytes. */
  readonly bufferedBytes: number
  send(text: string): void
  pause(): void
  /** Reads waiting messages until the buffer is empty or paused again. */
  resume(): void
  freeze(): void
}

/** Creates an empty buffer; `read` receives the messages that pass. */
const createUplink = (read: (text: string) => void): Uplink => {
  const waiting: string[] = []
  let flow: Uplink['flow'] = 'running'
  let bufferedBytes = 0
  return {
    get flow() {
      return flow
    },
    get bufferedBytes() {
      return bufferedBytes
    },
    send(text) {
      if (flow === 'running') {
        read(text)
        return
      }
      bufferedBytes += text.length
      waiting.push(text)
    },
    pause() {
      flow = 'paused'
    },
    resume() {
      if (flow === 'paused') flow = 'running'
      while (flow === 'running') {
        const text = waiting.shift()
        if (text === undefined) return
        bufferedBytes -= text.length
        read(text)
      }
    },
    freeze() {
      flow = 'frozen'
    },
  }
}

/** Builds the part of Node's `IncomingMessage` that core's client reads from a refused upgrade. */
const refusalOf = (response: RestResponse) => ({
  statusCode: response.status,
  headers: response.headers,
  on: (event: string, listener: (chunk: Uint8Array) => void) => {
    if (event === 'data') listener(bytesOf(response))
    if (event === 'end') listener(new Uint8Array(0))
  },
})

/** Waits `ms`, or rejects as soon as the request is aborted. */
const delay = (clock: Clock, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => {
      clock.clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = clock.setTimeout(() => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    }, ms)
    signal.addEventListener('abort', giveUp, { once: true })
  })

/** A body that stops after its first bytes: it stalls, or fails when `isCut`. */
const truncatedBody = (bytes: Uint8Array, isCut: boolean, signal: AbortSignal): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      if (bytes.length > 0) controller.enqueue(bytes)
    },
    pull: (controller) => {
      // The error of `fetch` for a connection that is lost within a body.
      if (isCut) controller.error(new TypeError('terminated'))
      else signal.addEventListener('abort', () => controller.error(signal.reason), { once: true })
    },
  })

const bodyOf = (response: RestResponse, signal: AbortSignal) => {
  const { status, delivery = {} } = response
  const { stallAfterBytes, cutAfterBytes } = delivery
  const until = cutAfterBytes ?? stallAfterBytes
  if (status === 204) return null
  const bytes = bytesOf(response)
  return until === undefined
    ? Uint8Array.from(bytes)
    : truncatedBody(bytes.subarray(0, until), cutAfterBytes !== undefined, signal)
}

/** Creates a `fetch` whose only server is a platform in this process. */
export const memoryFetch =
  ({ request: respond, clock }: Pick<Platform, 'request' | 'clock'>): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    const text = await request.text()
    request.signal.throwIfAborted()
    const { pathname, searchParams } = new URL(request.url)
    const response = respond({
      method: request.method,
      path: pathname,
      query: searchParams,
      header: (name) => request.headers.get(name) ?? undefined,
      body: text,
    })
    const { status, headers, delivery } = response
    if (delivery?.delayMs !== undefined) await delay(clock, delivery.delayMs, request.signal)
    return new Response(bodyOf(response, request.signal), { status, headers })
  }

/** Tasks of the socket run in a later turn of the microtask queue. */
const settled = Promise.resolve()

type Listener = (...values: never[]) => void

/** Options of the class `WebSocket` of `ws` that have a meaning without a network. */
interface SocketOptions {
  /** Longest message, in characters; a longer one fails the connection. @defaultValue `Infinity` - no limit */
  readonly maxPayload?: number
  /** Time to wait for the peer's close frame, in milliseconds. @defaultValue `30_000` - half a minute */
  readonly closeTimeout?: number
}

/**
 * Creates a WebSocket class whose server is a platform in this process. It has the parts of the class of `ws` that
 * core's client uses: `ping`, `pong` and `unexpected-response`. A client that is bundled for browsers uses none of
 * them and sees a browser's socket. Events are dispatched in later turns of the microtask queue, never inside a call
 * of the client's.
 */
export const memorySocketClass = ({ upgrade, clock }: Pick<Platform, 'upgrade' | 'clock'>): WebSocketClass =>
  class MemorySocket extends EventTarget {
    readyState: 0 | 1 | 2 | 3 = 0
    #call: RunningCall | undefined
    readonly #uplink = createUplink((text) => this.#call?.receive(text))
    readonly #others = new Map<string, Listener>()
    readonly #options: Required<SocketOptions>
    #closeFrame: unknown

    constructor(url: string, { maxPayload = Infinity, closeTimeout = 30_000 }: SocketOptions = {}) {
      super()
      this.#options = { maxPayload, closeTimeout }
      this.#later(() => this.#connect(new URL(url)))
    }

    get bufferedAmount(): number {
      return this.#uplink.bufferedBytes
    }

    /** Sets the listener of an event that only `ws` has: `pong` or `unexpected-response`. */
    on(event: string, listener: Listener): this {
      this.#others.set(event, listener)
      return this
    }

    send(text: string): void {
      this.#later(() => this.#uplink.send(text))
    }

    ping(): void {
      this.#later(() => {
        if (this.#uplink.flow === 'running' && this.readyState === 1) this.#notify('pong')
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
      else this.#closeFrame = clock.setTimeout(() => this.#end(1006), this.#options.closeTimeout)
    }

    terminate(): void {
      if (this.readyState === 3) return
      this.readyState = 2
      this.#later(() => this.#end(1006))
    }

    #connect({ pathname, searchParams }: URL): void {
      if (this.readyState !== 0) return
      const admission = upgrade(pathname, searchParams)
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
      if (this.#notify('unexpected-response', { destroy: () => this.terminate() }, refusalOf(response)))
        return
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
        // A client must fail the connection (RFC 6455 section 8.1).
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
      clock.clearTimeout(this.#closeFrame)
      this.#call?.gone()
      this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '', wasClean: code !== 1006 }))
    }

    #notify(event: string, ...values: readonly unknown[]): boolean {
      const listener = this.#others.get(event)
      if (listener !== undefined) (listener as (...given: readonly unknown[]) => void)(...values)
      return listener !== undefined
    }

    #later(task: () => void): void {
      void settled.then(task)
    }
  }
