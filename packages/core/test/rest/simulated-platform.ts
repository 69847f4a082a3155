import type { Clock } from '../../src/clock.ts'
import type { WebSocketClass } from '../../src/call/transport.ts'
import { says } from '../line.ts'

/** A platform without a network, in virtual time: down until a moment, then well. */
export interface SimulatedPlatform {
  readonly fetch: typeof fetch
  readonly WebSocket: WebSocketClass
  /** When each try came, in milliseconds. */
  readonly arrivals: readonly number[]
  /** The tokens that sockets were opened with. */
  readonly used: readonly string[]
}

/** How a platform behaves. */
export interface Weather {
  /** Until then connections are refused. */
  readonly downUntilMs?: number
  /** What a socket does, or what each does in its turn. */
  readonly socket?: SocketFate | (() => SocketFate)
  /** Whether the mint fails this time. */
  readonly mintFails?: () => boolean
  /** How long it takes this time. */
  readonly mintMs?: () => number
}

/** What becomes of a socket; one whose token has expired is refused, of which a browser hears only that it is closed. */
export type SocketFate = 'starts' | 'says nothing' | 'never opens' | 'breaks off' | 'is refused'

const refused = () =>
  Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' }),
  })

/** Makes a platform that needs no server. */
export const simulatedPlatform = (
  clock: Clock,
  { downUntilMs = 0, socket = 'starts', mintFails = () => false, mintMs = () => 0 }: Weather = {},
): SimulatedPlatform => {
  const arrivals: number[] = []
  const used: string[] = []
  let minted = 0
  class SimulatedSocket extends EventTarget {
    bufferedAmount = 0
    readyState = 0
    constructor(url: string) {
      super()
      used.push(new URL(url).searchParams.get('token') ?? '')
      const fate = typeof socket === 'string' ? socket : socket()
      if (fate !== 'never opens') queueMicrotask(() => this.#open(fate))
    }
    #open(fate: SocketFate) {
      if (this.readyState !== 0) return
      if (fate === 'is refused') {
        this.#end(1006)
        return
      }
      this.readyState = 1
      this.dispatchEvent(new Event('open'))
      const data = says('session_started', { id: 'call-1' })
      if (fate === 'starts') this.dispatchEvent(new MessageEvent('message', { data }))
      if (fate === 'breaks off') this.#end(1006)
    }
    send() {
      return undefined
    }
    close() {
      queueMicrotask(() => this.#end(1000))
    }
    #end(code: number) {
      if (this.readyState === 3) return
      this.readyState = 3
      this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '' }))
    }
  }
  return {
    fetch: async () => {
      const nowMs = clock.performance.now()
      arrivals.push(nowMs)
      const fails = nowMs < downUntilMs || mintFails()
      const ms = mintMs()
      if (ms > 0) await new Promise<void>((resolve) => clock.setTimeout(resolve, ms))
      if (fails) throw refused()
      minted += 1
      return new Response(JSON.stringify({ token: `token-${String(minted)}` }))
    },
    WebSocket: SimulatedSocket,
    arrivals,
    used,
  }
}
