import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { findChromium } from '../workspace/chromium.mjs'
import { inRoot } from '../workspace/root.mjs'
import { shiftClock } from './shift-clock.mjs'
import { serveFolder } from '../workspace/serve-folder.mjs'

const quality = 80

/**
 * Elements alone, each in the moment that shows most of it, and the transcript with lines that are hard to show. Each is code
 * of the page: this program has no types of it.
 */
const pictures = [
  { picture: 'vatel-call', moment: 'interrupted', properties: "{ name: 'Marta' }" },
  { picture: 'vatel-visualizer', moment: 'speaking' },
  { picture: 'vatel-transcript', moment: 'interrupted' },
  { picture: 'vatel-captions', moment: 'speaking' },
  { picture: 'vatel-status', moment: 'suspect' },
  { picture: 'vatel-devices', moment: 'listening' },
  { picture: 'scripts', tag: 'vatel-transcript', moment: 'speaking', lines: 'hardLines', height: '54rem' },
  { picture: 'long-line', tag: 'vatel-transcript', moment: 'speaking', lines: 'longLine' },
]

const html = `<!doctype html><html lang="en"><title>Pictures</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><style>
:root { color-scheme: light dark; background: light-dark(#f4f6f9, #0c0e12); font-family: sans-serif }
body { margin: 0 } #root { padding: 16px; display: inline-block; box-sizing: border-box; max-width: 100% }
vatel-call { width: min(26rem, calc(100vw - 32px)) }
vatel-transcript, vatel-devices, vatel-status, vatel-captions { width: min(30rem, calc(100vw - 32px)) }
</style><div id="root"></div><script type="module" src="page.js"></script></html>`

/**
 * Takes a picture of every element alone in a plain page, at 1280 and 390 pixels, light and dark, into docs/pictures. The calls
 * are stand-ins in a fixed moment, and nothing moves.
 */
export const pictureElements = async () => {
  const folder = inRoot('docs', 'pictures')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const modules = { page: inRoot('packages/voice/test/elements-page.ts') }
  const bundler = [inRoot('test/browser/bundle.mjs'), JSON.stringify(modules)]
  /** @type {Readonly<Record<string, string>>} */
  const scripts = JSON.parse(
    execFileSync(process.execPath, bundler, { encoding: 'utf8', maxBuffer: 2 ** 26 }),
  )
  const { url, close } = await serveFolder('', (request, response) => {
    const script = scripts[(request.url ?? '/').slice(1)]
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript')
    response.end(script ?? html)
    return true
  })
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ['--no-sandbox'],
  })

  let bytes = 0
  for (const width of [1280, 390])
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      const page = await browser.newPage({
        viewport: { width, height: 800 },
        colorScheme,
        reducedMotion: 'reduce',
      })
      await page.addInitScript(shiftClock)
      await page.goto(url)
      await page.waitForFunction('globalThis.elementsPage')
      const session = await page.context().newCDPSession(page)
      for (const each of pictures) {
        const { picture, tag = picture, moment, properties = '{}', lines, height } = each
        await page.evaluate(`(async () => {
        const call = elementsPage.createStubCall()
        const element = Object.assign(document.createElement('${tag}'), ${properties}, { call })
        document.querySelector('#root').replaceChildren(element)
        ${height === undefined ? '' : `element.style.setProperty('--vatel-transcript-height', '${height}')`}
        const shown = { ...elementsPage.moments.${moment} ${lines === undefined ? '' : `, transcript: elementsPage.${lines}`} }
        call.show(elementsPage.moments.connecting)
        shown.transcript.forEach((_line, at, all) => {
          call.show({ ...elementsPage.moments.listening, transcript: all.slice(0, at + 1) })
          passTime(5_000)
        })
        call.show(shown)
        await element.updateComplete
        await call.sound({ user: 0.4, agent: 0.6 })
        await Promise.all(document.getAnimations().map(({ finished }) => finished))
      })()`)
        const clip = await page.locator('#root').boundingBox()
        if (clip === null) throw new Error(`${picture} has no size`)
        const { data } = await session.send('Page.captureScreenshot', {
          format: 'webp',
          quality,
          captureBeyondViewport: true,
          clip: { ...clip, scale: 1 },
        })
        const image = Buffer.from(data, 'base64')
        writeFileSync(inRoot('docs', 'pictures', `${picture}-${width}-${colorScheme}.webp`), image)
        bytes += image.length
      }
      await page.close()
    }
  await browser.close()
  close()
  console.log(`docs/pictures: ${(bytes / 1_000).toFixed(0)} kB`)
}
