import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { transformSync } from '@swc/core'
import { chromium, type BrowserContext, type Route } from 'playwright-core'

const executablePath = '/usr/bin/chromium'
const isThere = process.env['VATEL_REQUIRE_BROWSER'] === '1' || existsSync(executablePath)
if (!isThere) console.log(`skipped: no ${executablePath} (VATEL_REQUIRE_BROWSER=1 makes this a failure)`)

/** `describe` where there is a Chromium; skips, and has said so, where there is none. */
export const describeInChromium = isThere ? describe : describe.skip

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
const origin = 'http://audio.test'
const sources = join(__dirname, '../src')
const page = '<!doctype html><script type="module" src="/page.js"></script>'

/** A source as it is, less its types: the page needs no bundler. */
const compiled = (path: string): string =>
  transformSync(readFileSync(join(sources, path), 'utf8'), {
    configFile: false,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  }).code

const serve =
  (script: string, headers: Record<string, string>) =>
  (route: Route): Promise<void> => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: page, headers })
    if (pathname === '/page.js') return route.fulfill({ contentType: 'text/javascript', body: script })
    if (!pathname.endsWith('.ts')) return route.fulfill({ status: 404 })
    return route.fulfill({ contentType: 'text/javascript', body: compiled(pathname) })
  }

/** A real browser, whose pages import the package's sources by their paths. */
export interface SourcePages {
  /** Runs a module in a new page, under a content security policy if one is given; gives its `globalThis.report`. */
  run(script: string, policy?: string): Promise<unknown>
  close(): Promise<void>
}

/** Starts Chromium with a profile of its own. */
export const openSourcePages = async (): Promise<SourcePages> => {
  const profile = mkdtempSync(join(tmpdir(), 'vatel-audio-'))
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...args, ...quiet],
  })
  return {
    async run(script, policy) {
      const tab = await context.newPage()
      await tab.route(
        `${origin}/**`,
        serve(script, policy === undefined ? {} : { 'content-security-policy': policy }),
      )
      await tab.goto(origin)
      return tab.waitForFunction('globalThis.report').then((handle) => handle.jsonValue())
    },
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
