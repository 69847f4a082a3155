import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/**
 * Serves a folder on loopback.
 * @param {string} folder
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean} [answers]
 *   Returns true for a request that it answers itself.
 */
export const serveFolder = async (folder, answers = () => false) => {
  const server = createServer((request, response) => {
    if (answers(request, response)) return
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = join(folder, path === '/' ? 'index.html' : path)
    const type = Object.entries(types).find(([extension]) => extension === extname(file))?.[1]
    readFile(file).then(
      (body) => response.writeHead(200, { 'content-type': type ?? 'application/octet-stream' }).end(body),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return { url: `http://localhost:${address.port}/`, close: () => server.close() }
}
