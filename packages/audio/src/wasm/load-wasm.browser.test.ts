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

const page = '<!doctype html><script type="module" src="/page.js"></script>'
const script = `
import { createResampler } from '/resampler/create-resampler.ts'
import { loadWasm } from '/wasm/load-wasm.ts'
const wasm = await loadWasm()
const samples = Float32Array.from({ length: 4410 }, (_, i) => Math.sin(i * i))
const errors = [[44100, 24000], [16000, 24000]].map(([from, to]) => {
  const plain = createResampler({ from, to }).process(samples)
  return wasm.createResampler({ from, to }).process(samples).map((sample, i) => Math.abs(sample - plain[i]))
})
globalThis.report = { usesWasm: wasm.usesWasm, worst: Math.max(...errors.flatMap((one) => [...one])) }
`

/** Serves the sources as they are, less their types, and a page that runs them under a policy. */
const serve =
  (policy: string) =>
  (route: Route): Promise<void> => {
    const { pathname } = new URL(route.request().url())
    const headers = { 'content-security-policy': policy }
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: page, headers })
    if (pathname === '/page.js') return route.fulfill({ contentType: 'text/javascript', body: script })
    if (!pathname.endsWith('.ts')) return route.fulfill({ status: 404 })
    const { code } = transformSync(readFileSync(join(__dirname, '..', pathname), 'utf8'), {
      configFile: false,
      swcrc: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'es6' },
    })
    return route.fulfill({ contentType: 'text/javascript', body: code })
  }

;(isThere ? describe : describe.skip)('loadWasm in Chromium', () => {
  let profile = ''
  let context: BrowserContext | undefined

  beforeAll(async () => {
    profile = mkdtempSync(join(tmpdir(), 'vatel-audio-'))
    context = await chromium.launchPersistentContext(profile, { executablePath, args: [...args, ...quiet] })
  }, 60_000)

  afterAll(async () => {
    await context?.close()
    rmSync(profile, { recursive: true, force: true })
  })

  const runUnder = async (policy: string): Promise<unknown> => {
    const tab = await context?.newPage()
    await tab?.route(`${origin}/**`, serve(policy))
    await tab?.goto(origin)
    return tab?.waitForFunction('globalThis.report').then((handle) => handle.jsonValue())
  }

  it('runs WebAssembly where the policy of the page allows it, with the same samples', async () => {
    const report = await runUnder("script-src 'self' 'wasm-unsafe-eval'")
    expect(report).toMatchObject({ usesWasm: true })
    expect(report).toHaveProperty('worst', expect.any(Number))
    expect((report as { readonly worst: number }).worst).toBeLessThan(2 ** -19)
  }, 60_000)

  it("falls back to plain JavaScript under a policy without 'wasm-unsafe-eval'", async () => {
    expect(await runUnder("script-src 'self'")).toEqual({ usesWasm: false, worst: 0 })
  }, 60_000)
})
