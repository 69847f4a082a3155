import { createServer, request as forward, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import WebSocket, { WebSocketServer } from 'ws'
import type { CheckMessage } from './check-message.ts'
import type { Check, Exchange } from './exchange.ts'

/** Proxy between a client and a platform that validates everything that passes. */
export interface ValidatingProxy {
  readonly url: string
  /** Exchanges, in order. */
  readonly exchanges: readonly Exchange[]
  /** Errors found. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

const readAll = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of message as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const textHeaders = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join() : (value ?? ''),
    ]),
  )

const passOn = (
  upstream: string,
  request: IncomingMessage,
  body: Buffer,
): Promise<{ readonly answer: IncomingMessage; readonly body: Buffer }> =>
  new Promise((resolve, reject) => {
    const { method, headers, url = '/' } = request
    const onward = forward(upstream + url, { method: method ?? 'GET', headers })
    onward.on('response', (answer) => {
      readAll(answer).then((read) => resolve({ answer, body: read }), reject)
    })
    onward.on('error', reject)
    onward.end(body)
  })

/** Forwards and checks the messages of a call, both ways. */
const carry = (
  near: WebSocket,
  far: WebSocket,
  look: (text: string, from: 'client' | 'platform') => void,
) => {
  const waiting: string[] = []
  near.on('message', (data: Buffer) => {
    look(data.toString(), 'client')
    if (far.readyState === WebSocket.OPEN) far.send(data.toString())
    else waiting.push(data.toString())
  })
  far.on('open', () => {
    for (const text of waiting) far.send(text)
  })
  far.on('message', (data: Buffer) => {
    look(data.toString(), 'platform')
    near.send(data.toString())
  })
  near.on('close', () => far.close())
  far.on('close', (code) => near.close(code === 1005 ? undefined : code))
}

/** Opens a validating proxy for the platform at `upstream`, on a port of this machine. */
export const openProxy = async (
  upstream: string,
  check: Check,
  checkMessage: CheckMessage,
): Promise<ValidatingProxy> => {
  const exchanges: Exchange[] = []
  const complaints: string[] = []
  const server = createServer((request, response) => {
    const serve = async (): Promise<void> => {
      const requestBody = await readAll(request)
      const { answer, body } = await passOn(upstream, request, requestBody)
      const exchange: Exchange = {
        method: request.method ?? '',
        target: request.url ?? '',
        requestHeaders: textHeaders(request),
        requestBody: requestBody.toString('utf8'),
        status: answer.statusCode ?? 0,
        responseHeaders: textHeaders(answer),
        responseBody: body,
      }
      exchanges.push(exchange)
      complaints.push(...check(exchange, 'rightly'))
      response.writeHead(exchange.status, answer.headers)
      response.end(body)
    }
    serve().catch((error: unknown) => {
      complaints.push(String(error))
      response.destroy()
    })
  })
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (near) => {
      const far = new WebSocket(`${upstream.replace('http', 'ws')}${request.url ?? ''}`)
      carry(near, far, (text, from) => complaints.push(...checkMessage(text, from)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    complaints,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
