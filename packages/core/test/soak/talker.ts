import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { says } from '../line.ts'

/** A platform that starts each session, and says no more. */
export const openTalker = async (
  host = '127.0.0.1',
): Promise<{ readonly baseUrl: string; close(): Promise<void> }> => {
  const server = new WebSocketServer({ port: 0, host })
  await once(server, 'listening')
  server.on('connection', (socket) => {
    socket.on('error', () => undefined)
    socket.send(says('session_started', { id: 'call' }))
  })
  return {
    baseUrl: `http://${host}:${String((server.address() as AddressInfo).port)}`,
    async close() {
      for (const socket of server.clients) socket.terminate()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}
