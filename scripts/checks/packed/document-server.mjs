import { spawn } from 'node:child_process'
import { textOf } from '../../workspace/documents.mjs'

/**
 * The code blocks below a heading of a document, up to the next heading.
 * @param {string} document
 * @param {string} heading Its line, with the signs before it.
 * @param {string} [languages] Of the blocks, as a regular expression.
 */
export const codeBelow = (document, heading, languages = 'js|ts') => {
  const [, section = ''] = `\n${textOf(document)}`.split(`\n${heading}\n`)
  const [own = ''] = section.split(/^#{1,6} \S.*\n/m)
  const block = new RegExp(`^\`\`\`(?:${languages})\\n(.*?)^\`\`\`$`, 'gms')
  return [...own.matchAll(block)].map(([, code = '']) => code)
}

/** Makes a server listen at any free port, and prints which: recipes have the port of their text. */
export const anyPort = `
import { Server } from 'node:net'
const { listen } = Server.prototype
Server.prototype.listen = function (target, ...rest) {
  this.once('listening', () => console.log('port', this.address().port))
  return listen.call(this, typeof target === 'object' ? { ...target, port: 0 } : 0, ...rest)
}
`

/**
 * Starts the `server.mjs` of a folder beside `any-port.mjs`.
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
export const startServer = async (folder, env) => {
  const server = spawn(process.execPath, ['--import', './any-port.mjs', 'server.mjs'], {
    cwd: folder,
    env: { ...process.env, ...env },
  })
  let output = ''
  /** @type {string | undefined} */
  const port = await new Promise((resolve) => {
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (chunk) => {
        output += String(chunk)
        const [, found] = /^port (\d+)$/m.exec(output) ?? []
        if (found !== undefined) resolve(found)
      })
    server.once('close', () => resolve(undefined))
  })
  return {
    /** Its address; `undefined` if it ended before it listened. */
    url: port === undefined ? undefined : `http://localhost:${port}`,
    /** All that it has printed. */
    output: () => output,
    stop: () => server.kill(),
  }
}
