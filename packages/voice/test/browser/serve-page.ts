import { join } from 'node:path'
import { bundle } from '../../../../test/browser/bundle.ts'
import { serveFiles } from '../../../../test/browser/serve-files.ts'

const html = (script: string) =>
  `<!doctype html><title>voice</title><button>start</button><div id="app"></div><script type="module" src="/page.js"></script><script type="module">${script}</script>`

const worklet = join(__dirname, '../../../audio/src/web/worklets/voice.ts')

/** Builds a page and serves it on loopback, which is a secure context. `/run` answers with a page that runs a script. */
export const servePage = (file: string, script = '', alias: Readonly<Record<string, string>> = {}) => {
  const files = bundle({ page: file, voice: worklet }, alias, 'development')
  return serveFiles(new Map([...files, ['', html('')], ['run', html(script)]]))
}
