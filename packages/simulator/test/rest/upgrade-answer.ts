import WebSocket from 'ws'
import { jsonOf } from './exchange.ts'

/** How the platform answers when a WebSocket is wanted; the body is there when it refuses. */
export interface UpgradeAnswer {
  readonly status: number
  readonly body: unknown
}

/** Asks for a WebSocket, and hangs up when it is there. */
export const upgradeAnswer = (url: string): Promise<UpgradeAnswer> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws'))
    socket.on('open', () => {
      socket.terminate()
      resolve({ status: 101, body: undefined })
    })
    socket.on('unexpected-response', (request, response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        request.destroy()
        resolve({ status: response.statusCode ?? 0, body: jsonOf(Buffer.concat(chunks)) })
      })
    })
    socket.on('error', reject)
  })
