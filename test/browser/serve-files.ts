import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' }

/** A server of texts on loopback, which is a secure context. */
export interface FileServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Serves texts by their names: the last part of a path, which is empty for the page at `/`. A name without an extension is
 * a page. The headers go with each text.
 */
export const serveFiles = async (
  files: ReadonlyMap<string, string>,
  headers: Readonly<Record<string, string>> = {},
): Promise<FileServer> => {
  const server = createServer(({ url = '/' }, response) => {
    const name = url.slice(url.lastIndexOf('/') + 1)
    const text = files.get(name)
    if (text === undefined) response.writeHead(404).end()
    else
      response.writeHead(200, { ...headers, 'content-type': types[extname(name)] ?? 'text/html' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
