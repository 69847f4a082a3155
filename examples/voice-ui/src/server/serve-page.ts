import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { RefusedError } from '@vatel/core'
import sirv from 'sirv'
import type { PageServer } from '../agents/agents.ts'
import type { Session } from './mint.ts'

/** Nothing but what this server serves, and calls to wherever the platform is. No blob, no eval, no inline script. */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self' http: https: ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A page on a port of this machine. */
export interface ServedPage {
  readonly url: string
  close(): Promise<void>
}

/** Tokens are for the page that this server serves, and not for whatever other page asks from the same browser. */
const isFromOurPage = ({ headers: { host = '', 'sec-fetch-site': site } }: IncomingMessage): boolean =>
  /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host) && (site === undefined || site === 'same-origin')

const answer = (response: ServerResponse, status: number, body: string, type = 'text/plain') => {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' })
  response.end(body)
}

const answerWithSession = async (response: ServerResponse, mint: () => Promise<Session>) => {
  try {
    answer(response, 200, JSON.stringify(await mint()), 'application/json')
  } catch (error) {
    const status = error instanceof RefusedError ? error.status : 502
    answer(response, status, error instanceof Error ? error.message : String(error))
  }
}

/** The element of the page that says which server is behind it. A page that is only files has it empty. */
const emptyServer = '<meta name="vatel-server" content="" />'

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

const answerWithPage = async (response: ServerResponse, folder: string, callee: PageServer) => {
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  const server = `<meta name="vatel-server" content="${escapeAttribute(JSON.stringify(callee))}" />`
  answer(
    response,
    200,
    page.replace(emptyServer, () => server),
    'text/html',
  )
}

const listen = (server: ReturnType<typeof createServer>, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })

/**
 * Serves the built page and, at `/api/session`, a token for each call. The page gets the name of the agent and the address
 * of the platform from `callee`; without it, it is served as it was built.
 *
 * @throws where the port is taken; port 0 takes any that is free.
 */
export const servePage = async (
  folder: string,
  port: number,
  mint: () => Promise<Session>,
  callee?: PageServer,
): Promise<ServedPage> => {
  const files = sirv(folder, { dev: true })
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', policy)
    response.setHeader('x-content-type-options', 'nosniff')
    const isPage = /^\/(index\.html)?(\?|$)/.test(request.url ?? '/')
    if (isPage && callee !== undefined) {
      answerWithPage(response, folder, callee).catch((error: unknown) =>
        answer(response, 500, error instanceof Error ? error.message : String(error)),
      )
    } else if (request.url !== '/api/session') {
      files(request, response, () => answer(response, 404, 'there is nothing here'))
    } else if (request.method !== 'POST') {
      answer(response, 405, 'POST here, and get a token for one call')
    } else if (isFromOurPage(request)) {
      void answerWithSession(response, mint)
    } else {
      answer(response, 403, 'tokens are for the page of this server only')
    }
  })
  await listen(server, port)
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://localhost:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
