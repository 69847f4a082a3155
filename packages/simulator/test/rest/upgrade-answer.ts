import WebSocket from 'ws'
import { jsonOf } from './exchange.ts'

/** Response of the platform to an upgrade; it has a body if it refuses. */
export interface UpgradeAnswer {
  readonly status: number
  readonly body: unknown
}

/** Requests a WebSocket, and closes it once it is open. */
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
