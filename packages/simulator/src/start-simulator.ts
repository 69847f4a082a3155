import {
  assertOptions,
  InvalidArgumentError,
  type Clock,
  type GenerateSessionTokenRequest,
} from '@vatel/core'
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { RunningCall, Peer } from './run-call.ts'
import { loadRecord, loadScenario } from './load-files.ts'
import { platformOptions, runPlatform, type Platform, type PlatformOptions } from './platform.ts'
import { bytesOf, refuse, type Delivery, type RestResponse } from './rest/http-message.ts'
import type { Replay } from './rules/call/call-model.ts'
import type { LoadedScenario } from './rules/scenario/loaded-scenario.ts'

const send = (
  response: ServerResponse,
  body: Uint8Array,
  { stallAfterBytes, cutAfterBytes }: Delivery,
): void => {
  const until = cutAfterBytes ?? stallAfterBytes
  if (until === undefined) {
    response.end(body)
    return
  }
  response.flushHeaders()
  response.write(body.subarray(0, until))
  // The client knows the length of the body, and sees a broken connection.
  if (cutAfterBytes !== undefined) response.socket?.destroySoon()
}

/** Sends a response over HTTP with the faults of its delivery. */
const respond = (
  response: ServerResponse,
  { status, headers, body, delivery = {} }: RestResponse,
  clock: Clock,
): void => {
  const bytes = bytesOf({ body })
  const start = (): void => {
    response.writeHead(status, { ...headers, ...(status === 204 ? {} : { 'content-length': bytes.length }) })
    send(response, bytes, delivery)
  }
  if (delivery.delayMs === undefined) {
    start()
    return
  }
  const timer = clock.setTimeout(start, delivery.delayMs)
  response.on('close', () => clock.clearTimeout(timer))
}

const peerOf = (socket: WebSocket): Peer => ({
  send: (text) => socket.send(text),
  sendBytes: (bytes) => socket.send(bytes, { binary: false }),
  pause: () => socket.pause(),
  resume: () => socket.resume(),
  close: (code) => {
    // A paused socket would not see the client's close frame.
    socket.resume()
    if (code === 1005) socket.close()
    else socket.close(code)
  },
  cut: () => socket.terminate(),
  freeze: () => socket.pause(),
})

/** Serves a call over a WebSocket of `ws`. */
const serveCall = (socket: WebSocket, hold: (peer: Peer) => RunningCall): void => {
  const call = hold(peerOf(socket))
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (!isBinary) call.receive(data.toString('utf8'))
  })
  socket.on('close', () => call.gone())
  // ws emits close after every error; without this listener the error would end the process.
  socket.on('error', () => call.gone())
}

/** Maximum size of a request body; no request of the platform comes near it. */
const maxBodyBytes = 1_048_576

/** Maximum size of a message. The largest that core sends is a tool output of 1 MiB, each byte of which JSON may write as six. */
const maxPayload = 8 * 1_048_576

const addressOf = ({ url = '/' }: IncomingMessage): URL | undefined => {
  try {
    return new URL(url, 'http://simulator')
  } catch {
    return undefined
  }
}

const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > maxBodyBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const serveRest = async (platform: Platform, request: IncomingMessage): Promise<RestResponse> => {
  const address = addressOf(request)
  const body = await readBody(request)
  if (address === undefined) return refuse(400, 'invalid path')
  if (body === undefined) return refuse(400, 'the body is longer than 1 MiB')
  return platform.request({
    method: request.method ?? 'GET',
    path: address.pathname,
    query: address.searchParams,
    header: (name) => {
      const value = request.headers[name]
      return typeof value === 'string' ? value : undefined
    },
    body,
  })
}

const refuseUpgrade = (socket: Duplex, { status, headers, body }: RestResponse): void => {
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' })
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      ...lines.map(([name, value]) => `${name}: ${value}`),
      '',
      typeof body === 'string' ? body : '',
    ].join('\r\n'),
  )
}

/** Serves a platform over HTTP and WebSockets; the server is not listening yet. */
const serveHttp = (platform: Platform): { readonly server: Server; readonly close: () => Promise<void> } => {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload })
  const server = createServer((request, response) => {
    serveRest(platform, request).then(
      (answer) => respond(response, answer, platform.clock),
      // The client closed the connection during its request.
      () => response.destroy(),
    )
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const address = addressOf(request)
    if (address === undefined) {
      refuseUpgrade(socket, refuse(400, 'invalid path'))
      return
    }
    const admission = platform.upgrade(address.pathname, address.searchParams)
    if (admission.type === 'refused') refuseUpgrade(socket, admission.response)
    else sockets.handleUpgrade(request, socket, head, (webSocket) => serveCall(webSocket, admission.hold))
  })
  return {
    server,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate()
        sockets.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Options of a simulator on a port. */
export interface SimulatorOptions extends PlatformOptions {
  /** Port on loopback; 0 takes any free one. @defaultValue 0 */
  readonly port?: number
  /** A scenario's file or name, or the result of {@link loadScenario}. @defaultValue the city guide */
  readonly scenario?: string | LoadedScenario
  /** A recorded call to replay instead of the scenario: its file, or the result of {@link readRecord}. @defaultValue none */
  readonly replay?: string | Replay
  /** Start of the platform's clock, in milliseconds since 1970. @defaultValue now */
  readonly epochMs?: number
}

/** A platform on a port of this machine. */
export interface Simulator {
  /** Base URL for REST and calls. */
  readonly url: string
  /** API key: the bearer token of REST requests. */
  readonly apiKey: string
  /** Id of the agent that plays the scenario. */
  readonly agentId: string
  /** Id of an agent of another organization; requests with it are refused. */
  readonly foreignAgentId: string
  /** The scenario. */
  readonly scenario: LoadedScenario
  /**
   * Creates a session token without an API key. The request defaults to the scenario's agent; faults of REST do not apply.
   *
   * @throws {RefusedError} when the platform refuses the request, for example for an unknown agent.
   */
  readonly mintToken: (request?: Partial<GenerateSessionTokenRequest>) => string
  /** Stops the simulator: cuts every call and frees the port. */
  close(): Promise<void>
}

/** The remedy of a port on which the server cannot listen, by the code of Node's error. */
const portRemedies: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is already in use: choose another port, or 0 for any free one',
  EACCES: 'needs permission: choose a port above 1023',
  ERR_SOCKET_BAD_PORT: 'is no port: choose a whole number from 0 to 65535',
}

/** Listens on a port of loopback. @throws {InvalidArgumentError} (as a rejection) when the port cannot be used */
const listen = async (server: Server, port: number): Promise<void> => {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve())
    })
  } catch (error) {
    const remedy = portRemedies[String((error as NodeJS.ErrnoException).code)]
    throw remedy === undefined ? error : new InvalidArgumentError('port', `${port} ${remedy}`, error)
  }
}

/**
 * Starts the platform on a port of this machine.
 *
 * @example
 * const platform = await startSimulator({ port: 8787 })
 * const vatel = createClient({ apiKey: platform.apiKey, baseUrl: platform.url })
 * await platform.close()
 *
 * @throws {InvalidScenarioError} with the place in the scenario or the faults and what would be valid there.
 * @throws {InvalidArgumentError} when the port cannot be used, or an option is unknown.
 */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  assertOptions<SimulatorOptions>(options, { ...platformOptions, port: true })
  const { port = 0, epochMs = Date.now() } = options
  const scenario =
    typeof options.scenario === 'object' ? options.scenario : await loadScenario(options.scenario)
  const replay = typeof options.replay === 'string' ? await loadRecord(options.replay) : options.replay
  const platform = runPlatform(scenario, replay, epochMs, options)
  const { server, close } = serveHttp(platform)
  await listen(server, port)
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}`,
    apiKey: platform.apiKey,
    agentId: platform.agentId,
    foreignAgentId: platform.foreignAgentId,
    mintToken: platform.mintToken,
    scenario,
    close,
  }
}
