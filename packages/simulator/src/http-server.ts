import { createServer, STATUS_CODES, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Clock } from '@vatel/core'
import { WebSocketServer } from 'ws'
import { carryCall } from './carry-call.ts'
import type { Platform } from './platform.ts'
import { respond } from './respond.ts'
import { refuse, type RestResponse } from './rest/exchange.ts'

/** No request of the platform's comes near it. */
const maxBodyBytes = 1_048_576

/** 16 s of audio; whatever is larger is no chunk of a microphone. */
const maxPayload = 1_048_576

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
  if (body === undefined) return refuse(400, 'the body is too long')
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

/** Carries a platform over HTTP and WebSockets; the server is not listening yet. */
export const serveHttp = (
  platform: Platform,
  clock: Clock,
): { readonly server: Server; readonly close: () => Promise<void> } => {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload })
  const server = createServer((request, response) => {
    serveRest(platform, request).then(
      (answer) => respond(response, answer, clock),
      // The client went away in the middle of its request.
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
    else sockets.handleUpgrade(request, socket, head, (webSocket) => carryCall(webSocket, admission.hold))
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
