import type { IncomingMessage, ServerResponse } from 'node:http'
import { createClient, type Client } from '../../src/rest/client.ts'
import type { ClientOptions } from '../../src/rest/client.ts'
import { openHttp } from '../line.ts'

/** What a test's server does with a request, whose body it has read. */
export type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** A request as the server saw it. */
export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A client, the real server it talks to, and what that has seen. */
export interface Served {
  readonly client: Client
  readonly seen: readonly Seen[]
  readonly baseUrl: string
}

/** The organization's key in tests; it must show nowhere. */
export const apiKey = 'canary-organization-key'

/** Returns the status of success of a request. */
export const successOf = ({
  method,
  url,
}: {
  readonly method?: string | undefined
  readonly url?: string | undefined
}): number => (method === 'POST' && !/(session-token|dial|publish)(\?|$)/.test(url ?? '') ? 201 : 200)

/** Answers with JSON. */
export const json =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

/** Answers a deletion. */
export const empty: Answer = (_request, response) => {
  response.writeHead(204).end()
}

/** Breaks the connection off with a RST. */
export const reset: Answer = (request) => request.socket.resetAndDestroy()

/** Ends the connection without an answer. */
export const hangUp: Answer = (request) => request.socket.end()

/** Begins an answer of JSON and breaks off in its middle. */
export const cut: Answer = (request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 })
  response.write('{"id":', () => request.socket.destroy())
}

const open: (() => Promise<void>)[] = []

/** Opens a real server that gives one answer after the other, the last for ever, and keeps what it saw. */
export const serve = async (
  answers: readonly Answer[],
  options: Partial<ClientOptions> = {},
): Promise<Served> => {
  const seen: Seen[] = []
  const http = await openHttp((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const body = Buffer.concat(chunks).toString()
      seen.push({ method, url, headers, body })
      answers[Math.min(seen.length, answers.length) - 1]?.(request, response, body)
    })
  })
  open.push(http.close)
  return { client: createClient({ apiKey, baseUrl: http.baseUrl, ...options }), seen, baseUrl: http.baseUrl }
}

/** Closes what a test has opened. */
export const closeServers = async (): Promise<void> => {
  for (const close of open.splice(0)) await close()
}
