import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { bundleScript } from '../../../test/browser/bundle.ts'
import { launchChromium, type Chromium } from '../../../test/browser/chromium.ts'
import { serveFiles, type FileServer } from '../../../test/browser/serve-files.ts'
import { connectScreenReader } from '../../../packages/voice/test/screen-reader.ts'
import { axe } from './look.ts'
import type {} from './phases-page.ts'

const inExample = (...path: readonly string[]) => join(__dirname, '..', ...path)

const font = inExample('node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2')
const css = [
  `@font-face { font-family: 'Figtree Variable'; font-weight: 300 900;
    src: url(data:font/woff2;base64,${readFileSync(font, 'base64')}) format('woff2') }`,
  ...['page', 'stage', 'tools'].map((name) => readFileSync(inExample('src/style', `${name}.css`), 'utf8')),
  // Axe compares no gradients.
  '.aurora { display: none }',
].join('\n')

const html = `<!doctype html><html lang="en"><title>Phases</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="page.css">
<script type="module" src="page.js"></script><div id="app"></div>`

describe('the page of a call that the test controls', () => {
  let server: FileServer
  let browser: Chromium
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    const script = bundleScript(join(__dirname, 'phases-page.ts'))
    server = await serveFiles(
      new Map([
        ['', html],
        ['page.js', script],
        ['page.css', css],
      ]),
    )
    browser = await launchChromium([], { reducedMotion: 'reduce' })
    page = await browser.context.newPage()
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(server.url)
    await page.waitForFunction('globalThis.phasesPage')
    await page.evaluate(() => document.fonts.load('1rem "Figtree Variable"'))
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
    expect(complaints).toEqual([])
  })

  it.each([
    ['at 1280 px and a zoom of 400 %', { width: 320, height: 256, scale: 4 }, 'light', 'none'],
    ['at 1280 px and a zoom of 200 %', { width: 640, height: 400, scale: 2 }, 'dark', 'none'],
    ['at 320 px in forced colours', { width: 320, height: 640, scale: 1 }, 'dark', 'active'],
    ['at 1280 px in forced colours', { width: 1280, height: 800, scale: 1 }, 'light', 'active'],
  ] as const)(
    'is readable, reachable and without a barrier in every phase %s',
    async (_name, size, scheme, forced) => {
      const session = await page.context().newCDPSession(page)
      await session.send('Emulation.setDeviceMetricsOverride', {
        width: size.width,
        height: size.height,
        deviceScaleFactor: size.scale,
        mobile: false,
      })
      await page.emulateMedia({ colorScheme: scheme, forcedColors: forced, reducedMotion: 'reduce' })
      await page.evaluate(axe)
      // A key: the browser shows the focus to users of the keyboard.
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => phasesPage.inspectPhases())).toEqual([])
    },
  )

  it('shows no conversation after a call that ended before anything was said', async () => {
    const isSeen = async (name: 'refused' | 'ended') => {
      await page.evaluate((moment) => phasesPage.showLook(moment), name)
      return page.locator('.conversation').isVisible()
    }
    expect([await isSeen('refused'), await isSeen('ended')]).toEqual([false, true])
  })

  it('announces each phase and each sentence once, also with captions', async () => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.evaluate(() => phasesPage.showLook('idle'))
    const reader = await connectScreenReader(page)
    const log: string[] = []
    const before = ['connecting', 'listening', 'talking', 'thinking', 'asking', 'tool', 'speaking'] as const
    for (const name of [...before, 'interrupted', 'muted', 'suspect', 'ended'] as const) {
      await page.evaluate(
        async ([moment, isLater]) => {
          const { moments, show } = phasesPage
          const { transcript } = moments[isLater ? 'interrupted' : moment]
          await show(
            { ...moments[moment], transcript },
            { settings: { rings: false, captions: true, theme: 'auto' } },
          )
        },
        [name, !before.some((each) => each === name)] as const,
      )
      log.push(...(await reader.listen()).map((said) => `${name}: ${said}`))
    }
    expect(log).toEqual([
      'connecting: polite: Connecting…',
      'listening: polite: Connected',
      'listening: polite: Agent: Hello! I am your city guide for Lisbon. What would you like to know?',
      'thinking: polite: You: What is the weather like today, and is it worth going to the castle?',
      'asking: polite: Waiting for your decision',
      'tool: polite: Working on it…',
      'speaking: polite: Agent: It is sunny, 21 degrees.',
      'interrupted: polite: Agent: The castle',
      'muted: polite: You are muted',
      'suspect: assertive: The connection may be lost. The call goes on if it comes back.',
      'suspect: polite: You are no longer muted',
      'ended: polite: Call ended. You ended the call.',
    ])
  })
})
