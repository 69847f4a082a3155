import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { createRetryBudget } from '../../src/net/retry.ts'
import type { Clock } from '../../src/clock.ts'
import type { RequestContext } from '../../src/rest/send-request.ts'
import { apiKey } from './serve.ts'
import { says } from '../line.ts'

/** What the platform does with one try: what the mint answers, then what the upgrade does. */
export interface Try {
  /** The status of the mint, or what is done instead of an answer. */
  readonly mint?: number | 'silent' | 'half' | 'reset'
  /** `start` begins a session; a number refuses the upgrade. */
  readonly upgrade?: number | 'start' | 'silent' | 'unbegun' | 'frozen' | 'ended' | 'reset' | 'half'
  readonly headers?: Readonly<Record<string, string>>
  /** What it sends once the session has started, before it closes the connection with 1011. */
  readonly frames?: readonly string[]
  readonly closeReason?: string
}

/** A platform with a real server that does as a script says, and keeps what came to it. */
export interface ScriptedPlatform {
  readonly baseUrl: string
  /** Every request, upgrades included, as they came. */
  readonly requests: readonly IncomingMessage[]
  /** The tokens that were minted, and those that came back with an upgrade. */
  readonly minted: readonly string[]
  readonly used: readonly string[]
  /** TCP connections that are open. */
  readonly connections: number
  /** Closes those that have carried nothing: after a request that was given up `fetch` opens one for the next. */
  dropUnused(): void
  close(): Promise<void>
}

const mintedHere = (n: number) => `canary-session-token-${String(n)}`

/** Opens a platform; after its script it does the last try again. */
export const openPlatform = async (script: readonly Try[]): Promise<ScriptedPlatform> => {
  const requests: IncomingMessage[] = []
  const minted: string[] = []
  const used: string[] = []
  const tcp = new Set<Socket>()
  let tries = 0
  let current: Try = script[0] ?? {}
  const refuse = (response: ServerResponse, status: number) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...current.headers })
      .end('{"error":"not now"}')
  const server = createServer((request, response) => {
    requests.push(request)
    current = script[Math.min(tries, script.length - 1)] ?? {}
    tries += 1
    request.resume().on('end', () => {
      const { mint = 200 } = current
      if (mint === 'silent') return
      if (mint === 'reset') request.socket.resetAndDestroy()
      else if (mint === 'half') response.writeHead(200).write('{"tok')
      else if (mint !== 200) refuse(response, mint)
      else {
        minted.push(mintedHere(minted.length + 1))
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ token: minted.at(-1) }))
      }
    })
  })
  // No connection is kept for later, so that those which are left over can be counted.
  server.maxRequestsPerSocket = 1
  server.on('connection', (socket) => {
    tcp.add(socket)
    socket.on('close', () => tcp.delete(socket))
    // Clients go away as the tests tell them to.
    socket.on('error', () => socket.destroy())
  })
  const sockets = new WebSocketServer({ noServer: true })
  const accepted = (socket: WebSocket) => {
    const { upgrade = 'start' } = current
    if (upgrade === 'start') socket.send(says('session_started', { id: 'call-1' }))
    const { frames, closeReason } = current
    for (const frame of frames ?? []) socket.send(frame)
    if (closeReason !== undefined) socket.close(1011, closeReason)
    if (upgrade === 'frozen') socket.pause()
    if (upgrade === 'ended') socket.send(says('session_ended'))
  }
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    requests.push(request)
    used.push(new URL(request.url ?? '', 'http://x').searchParams.get('token') ?? '')
    const { upgrade = 'start', headers = {} } = current
    // Else nobody notices that the client goes.
    if (upgrade === 'silent' || upgrade === 'half') socket.resume().on('end', () => socket.end())
    if (upgrade === 'silent') return
    if (upgrade === 'reset') socket.resetAndDestroy()
    else if (upgrade === 'half') socket.write('HTTP/1.1 503 No\r\nContent-Length: 99\r\n\r\n{"err')
    else if (typeof upgrade === 'number') {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
      socket.end(
        `HTTP/1.1 ${String(upgrade)} No\r\nConnection: close\r\n${lines.join('')}\r\n{"error":"not now"}`,
      )
    } else sockets.handleUpgrade(request, socket, head, accepted)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    minted,
    used,
    get connections() {
      return tcp.size
    },
    dropUnused() {
      for (const socket of tcp) if (socket.bytesRead === 0) socket.destroy()
    },
    async close() {
      for (const socket of tcp) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The real clock, but waits of less than two seconds, as between attempts, pass at once. */
export const briskClock: Clock = {
  performance,
  setTimeout: (callback, ms) => (ms < 2_000 ? setTimeout(callback, 0) : setTimeout(callback, ms)),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
}

/** Creates the context of a client for a platform in a test. */
export const contextFor = (baseUrl: string): RequestContext => ({
  baseUrl: new URL(baseUrl),
  apiKey: () => Promise.resolve(apiKey),
  timeoutMs: 30_000,
  retries: 2,
  fetch: (...args) => globalThis.fetch(...args),
  clock: briskClock,
  random: () => 0.1,
  budget: createRetryBudget(),
})
