import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'
import { openHttp } from '../../test/line.ts'
import { launchChromium, type Chromium } from '../../../../test/browser/chromium.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

const script = join(__dirname, '../../test/rest/print-bundle.mjs')
/** Names that bundlers and clients look for. */
const names = ['VATEL_API_KEY', 'VITE_VATEL_API_KEY', 'VATEL_TOKEN', 'NODE_DEBUG']

const print = async (what: 'code' | 'map') => {
  const env = { ...process.env, ...Object.fromEntries(names.map((name) => [name, 'canary-key'])) }
  const { stdout } = await promisify(execFile)(process.execPath, [script, what], {
    env,
    maxBuffer: 50_000_000,
  })
  return stdout
}

describe('the bundle of a browser', () => {
  let code: string
  let chromium: Chromium
  beforeAll(async () => {
    code = await print('code')
    chromium = await launchChromium()
  })
  afterAll(() => chromium.close())
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  it('holds no Node module, reads no environment, and takes nothing of the builder’s along', () => {
    const { ESNext: target } = ts.ScriptTarget
    const { outputText: program } = ts.transpileModule(code, {
      compilerOptions: { target, removeComments: true },
    })
    expect(program).toContain('createClient')
    for (const stranger of [
      /\bprocess\b/,
      /import\.meta\.env/,
      /["']node:/,
      /\brequire\(/,
      /canary-key/,
      /(VATEL|NODE)_[A-Z]/,
    ])
      expect(program).not.toMatch(stranger)
    // A comment.
    expect(code).not.toMatch(/sourceMappingURL|canary-key/)
  })

  it('has a source map, where one is asked for, of our sources and nothing of the builder’s', async () => {
    const map = await print('map')
    const { sources, sourcesContent } = JSON.parse(map) as {
      readonly sources: readonly string[]
      readonly sourcesContent: readonly string[]
    }
    expect([sources.length > 20, sourcesContent.length]).toEqual([true, sources.length])
    expect(
      sources.filter((source) => !/^(\.\.\/)*(src|node_modules)\/[^:]+\.(js|mjs|ts)$|^\0/.test(source)),
    ).toEqual([])
    expect(map).not.toContain('canary-key')
    expect(map).not.toContain(join(__dirname, '../../../..'))
  })

  const tried = `import { createClient } from '/bundle.js'
    const tried = (options) => {
      try {
        return createClient({ apiKey: 'canary-key', ...options }).agents !== undefined
      } catch (error) {
        return [error._tag, error.field, String(error), String(error.stack), JSON.stringify(error)]
      }
    }
    const outcome = [tried(), tried({ apiKey: () => 'canary-key' }), tried({ exposeApiKeyInBrowser: true })]`
  const worker = `new Promise((resolve) => {
    new Worker('/worker.js', { type: 'module' }).onmessage = ({ data }) => resolve(data)
  })`

  it.each([
    ['a page', `import('/page.js').then(({ outcome }) => outcome)`],
    ['a worker', worker],
  ])('refuses the key in %s, and says nothing of it', async (_where, ask) => {
    const files: Readonly<Record<string, string>> = {
      '/bundle.js': code,
      '/page.js': `${tried}\nexport { outcome }`,
      '/worker.js': `${tried}\npostMessage(outcome)`,
    }
    const http = await openHttp(({ url = '' }, response) => {
      response.writeHead(200, { 'content-type': url.endsWith('.js') ? 'text/javascript' : 'text/html' })
      response.end(files[url] ?? '')
    })
    const page = await chromium.context.newPage()
    closing.push(
      () => page.close(),
      () => http.close(),
    )
    const printed: string[] = []
    page.on('console', (message) => printed.push(message.text()))
    await page.goto(http.baseUrl)
    const seen: unknown = await page.evaluate(ask)
    const refused = expect.arrayContaining([
      'InvalidArgumentError',
      'apiKey',
      expect.stringContaining('must stay on a server') as string,
    ]) as unknown
    expect(seen).toEqual([refused, refused, true])
    expect(JSON.stringify([seen, printed])).not.toContain('canary')
  })
})
