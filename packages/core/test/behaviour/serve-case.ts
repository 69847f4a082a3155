import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { Case } from './cases.ts'

/** A platform that plays one case to every client. */
export interface CaseServer {
  readonly baseUrl: string
  close(): Promise<void>
}

/** Serves a case on loopback. */
export const serveCase = async ({ refuse, serve }: Case): Promise<CaseServer> => {
  const server = createServer((_request, response) => refuse?.(response))
  const sockets = new WebSocketServer({ noServer: true })
  sockets.on('connection', (socket, request) => {
    socket.on('error', () => undefined)
    void serve?.({ socket, tcp: request.socket })
  })
  // Without this listener an upgrade is an ordinary request, which can be answered with any status.
  if (refuse === undefined)
    server.on('upgrade', (request, tcp, head) =>
      sockets.handleUpgrade(request, tcp, head, (socket) => sockets.emit('connection', socket, request)),
    )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
