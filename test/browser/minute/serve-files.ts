import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { bundle } from '../bundle.ts'

const html = '<!doctype html><title>a minute</title><script type="module" src="/page.js"></script>'

const worklets = join(__dirname, '../../../packages/audio/src/web/worklets')

/** Builds the page and serves it on loopback: a secure context. */
export const serveMinute = async () => {
  const files = bundle({
    page: join(__dirname, 'page.ts'),
    tap: join(__dirname, 'tap.ts'),
    voice: join(worklets, 'voice.ts'),
  })
  const server = createServer(({ url = '/' }, response) => {
    const code = files.get(url.slice(1))
    if (url === '/') response.setHeader('content-type', 'text/html').end(html)
    else if (code !== undefined) response.setHeader('content-type', 'text/javascript').end(code)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
