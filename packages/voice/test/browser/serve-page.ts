import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { bundle } from '../../../../test/browser/bundle.ts'

const html = (script: string) =>
  `<!doctype html><title>voice</title><button>start</button><div id="app"></div><script type="module" src="/page.js"></script><script type="module">${script}</script>`

const worklet = join(__dirname, '../../../audio/src/web/worklets/voice.ts')

/** Builds a page and serves it on loopback, which is a secure context. `/run` answers with a page that runs a script. */
export const servePage = async (file: string, script = '', alias: Readonly<Record<string, string>> = {}) => {
  const files = bundle({ page: file, voice: worklet }, alias, 'development')
  const server = createServer(({ url = '/' }, response) => {
    const code = files.get(url.slice(url.lastIndexOf('/') + 1))
    if (code !== undefined) response.setHeader('content-type', 'text/javascript').end(code)
    else if (url === '/') response.setHeader('content-type', 'text/html').end(html(''))
    else if (url === '/run') response.setHeader('content-type', 'text/html').end(html(script))
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
