import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { pageFolder } from '../workspace/build-page.mjs'
import { findChromium } from '../workspace/chromium.mjs'
import { preparePage } from '../workspace/prepare-page.mjs'
import { inRoot } from '../workspace/root.mjs'
import { shiftClock } from './shift-clock.mjs'

const example = '@vatel/example-voice-ui'
const folder = inRoot('docs/demo')
const quality = 72

const looks = /** @type {const} */ ([
  ['desk-light', 1280, 800, 'light'],
  ['desk-dark', 1280, 800, 'dark'],
  ['phone-light', 390, 844, 'light'],
  ['phone-dark', 390, 844, 'dark'],
])

/** @typedef {import('playwright-core').Page} Page */

/** Takes a picture of the page as it is now, in each look. @param {Page} page @param {string} name */
const take = async (page, name) => {
  const session = await page.context().newCDPSession(page)
  for (const [look, width, height, colorScheme] of looks) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined))))',
    )
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality })
    writeFileSync(`${folder}/${name}-${look}.webp`, Buffer.from(data, 'base64'))
  }
  console.log(`docs/demo/${name}-*.webp`)
}

/** Takes pictures of a sample call with one agent. @param {Page} page @param {string} agent @param {readonly (readonly [name: string, selector: string])[]} moments */
const call = async (page, agent, moments) => {
  await page.check(`input[value="${agent}"]`)
  await page.getByText('Hear a sample call').click()
  for (const [name, selector] of moments) {
    await page.waitForSelector(selector)
    await take(page, name)
  }
}

/** @param {string} phase */
const inPhase = (phase) => `.app[data-phase="${phase}"]`

/** Moments that a sample call has for too short a time, or never. */
const moments = ['thinking', 'muted', 'suspect']

/**
 * Takes pictures of moments in which the call is a stand-in of the tests: it is the built page, but for its script.
 * @param {Page} page
 * @param {string} url
 */
const takeMoments = async (page, url) => {
  const modules = { page: inRoot('examples/voice-ui/test/phases-page.ts') }
  const bundler = [inRoot('test/browser/bundle.mjs'), JSON.stringify(modules)]
  /** @type {Readonly<Record<string, string>>} */
  const scripts = JSON.parse(
    execFileSync(process.execPath, bundler, { encoding: 'utf8', maxBuffer: 2 ** 26 }),
  )
  await page.route('**/assets/index-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: scripts['page.js'] ?? '' }),
  )
  await page.addInitScript(shiftClock)
  await page.goto(url)
  await page.waitForFunction('globalThis.phasesPage')
  await page.evaluate("phasesPage.showLook('connecting')")
  await take(page, 'connecting')
  for (const name of moments) {
    await page.evaluate(`(async () => {
      await phasesPage.showLook('connecting')
      await phasesPage.showLook('listening')
      passTime(6_000)
      await phasesPage.showLook('thinking')
      passTime(3_000)
      await phasesPage.showLook('${name}')
    })()`)
    await take(page, name)
  }
}

/** Takes the pictures of the phases of the demo into docs/demo. */
export const pictureDemo = async () => {
  await preparePage(example)
  mkdirSync(folder, { recursive: true })
  const { preview } = await import('vite')
  const server = await preview({
    root: inRoot('examples/voice-ui'),
    logLevel: 'silent',
    build: { outDir: inRoot(pageFolder(example, 'production')) },
    preview: { host: '127.0.0.1', port: 0 },
  })
  const browser = await chromium.launch({
    executablePath: findChromium() ?? chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    const page = await browser.newPage({ reducedMotion: 'reduce' })
    page.setDefaultTimeout(120_000)
    const url = server.resolvedUrls?.local[0] ?? ''
    await page.goto(url)
    await take(page, 'ready')
    // A tool that takes its time is still there when the last picture is taken.
    await page.keyboard.press('d')
    await page.getByLabel('Slow tools').check()
    await page.keyboard.press('d')
    await call(page, 'city-guide', [
      ['speaking', inPhase('agentSpeaking')],
      ['listening', inPhase('listening')],
      ['tool', inPhase('toolPending')],
      ['interrupted', inPhase('interrupted')],
      ['ended', inPhase('ended')],
    ])
    await page.keyboard.press('d')
    await take(page, 'developer')
    await page.keyboard.press('d')
    await call(page, 'bistro', [['asking', '.app vatel-status:visible >> text=Waiting for your decision']])
    await page.keyboard.press('Escape')
    await call(page, 'clinic', [['arabic', '.line.tool.result']])
    await page.keyboard.press('Escape')
    await page.keyboard.press('d')
    await page.getByLabel('Slow tools').uncheck()
    await page.keyboard.press('d')
    await call(page, 'help-line', [])
    await page.waitForSelector('.line.user >> nth=1')
    await page.keyboard.press('d')
    await page.getByText('Cut the line').click()
    await page.waitForSelector(inPhase('ended'))
    await page.keyboard.press('d')
    await page.evaluate('document.activeElement.blur()')
    await take(page, 'lost')
    await takeMoments(page, url)
  } finally {
    await browser.close()
    server.httpServer.close()
  }
}
