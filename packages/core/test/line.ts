import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

/** The platform's end of a call, in a test's hands. */
export interface Line {
  readonly baseUrl: string
  /** The next connection that a client opens. */
  answer(): Promise<{ readonly socket: WebSocket; readonly request: IncomingMessage; readonly tcp: Socket }>
  close(): Promise<void>
}

const listen = async (server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

/** Opens a real WebSocket server on loopback that says nothing of its own. */
export const openLine = async (): Promise<Line> => {
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  const baseUrl = await listen(server)
  const arrivals: [WebSocket, IncomingMessage][] = []
  sockets.on('connection', (socket, request) => {
    arrivals.push([socket, request])
    sockets.emit('arrived')
  })
  return {
    baseUrl,
    async answer() {
      if (arrivals.length === 0) await once(sockets, 'arrived')
      const [socket, request] = arrivals.shift() as [WebSocket, IncomingMessage]
      return { socket, request, tcp: request.socket }
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Opens a real HTTP server on loopback. */
export const openHttp = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly baseUrl: string; readonly close: () => Promise<void> }> => {
  const server = createServer(answer)
  const baseUrl = await listen(server)
  return {
    baseUrl,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** A message of the platform as text. */
export const says = (type: string, data?: unknown): string => JSON.stringify({ type, data })
