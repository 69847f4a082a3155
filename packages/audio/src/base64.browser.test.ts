import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { transformSync } from '@swc/core'
import { chromium, type BrowserContext, type Route } from 'playwright-core'

const executablePath = '/usr/bin/chromium'
const isRequired = process.env['VATEL_REQUIRE_BROWSER'] === '1'
const isThere = isRequired || existsSync(executablePath)
if (!isThere) console.log(`skipped: no ${executablePath} (VATEL_REQUIRE_BROWSER=1 makes this a failure)`)

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
const origin = 'http://audio.test'

const page = `<!doctype html><script type="module">
import { createNativeBase64 } from '/base64-native.ts'
import { createTablesBase64 } from '/base64-tables.ts'
import { brokenBase64Laws } from '/base64.test-laws.ts'
import { encodeBase64 } from '/base64.ts'
const native = createNativeBase64(globalThis)
globalThis.report = {
  native: native === undefined ? ['missing'] : brokenBase64Laws(native),
  tables: brokenBase64Laws(createTablesBase64(globalThis)),
  chosen: encodeBase64(Uint8Array.of(1, 2, 3)),
}
</script>`

/** Serves the sources as they are, less their types: the page needs no bundler. */
const serve = (route: Route): Promise<void> => {
  const { pathname } = new URL(route.request().url())
  if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: page })
  if (!pathname.endsWith('.ts')) return route.fulfill({ status: 404 })
  const { code } = transformSync(readFileSync(join(__dirname, pathname), 'utf8'), {
    configFile: false,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  })
  return route.fulfill({ contentType: 'text/javascript', body: code })
}

;(isThere ? describe : describe.skip)('base64 in Chromium', () => {
  let profile = ''
  let context: BrowserContext | undefined

  afterAll(async () => {
    await context?.close()
    if (profile !== '') rmSync(profile, { recursive: true, force: true })
  })

  it('keeps the same laws by Uint8Array itself and by tables', async () => {
    profile = mkdtempSync(join(tmpdir(), 'vatel-audio-'))
    context = await chromium.launchPersistentContext(profile, { executablePath, args: [...args, ...quiet] })
    const tab = await context.newPage()
    await tab.route(`${origin}/**`, serve)
    await tab.goto(origin)
    const report = await tab.waitForFunction('globalThis.report').then((handle) => handle.jsonValue())
    expect(report).toEqual({ native: [], tables: [], chosen: 'AQID' })
  }, 60_000)
})
