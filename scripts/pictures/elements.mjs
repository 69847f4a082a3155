import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { findChromium } from '../workspace/chromium.mjs'
import { inRoot } from '../workspace/root.mjs'
import { serveFolder } from '../workspace/serve-folder.mjs'

/** Elements alone, each in the moment that shows most of it. */
const elements = [
  { name: 'vatel-call', moment: 'interrupted', properties: { name: 'Marta' } },
  { name: 'vatel-visualizer', moment: 'speaking', properties: {} },
  { name: 'vatel-transcript', moment: 'interrupted', properties: {} },
  { name: 'vatel-captions', moment: 'speaking', properties: {} },
  { name: 'vatel-status', moment: 'suspect', properties: {} },
  { name: 'vatel-devices', moment: 'listening', properties: {} },
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
      await page.goto(url)
      await page.waitForFunction('globalThis.elementsPage')
      for (const { name, moment, properties } of elements) {
        // Code of the page, as text: this program has no types of a page.
        await page.evaluate(`(async () => {
        const call = elementsPage.createStubCall()
        const element = Object.assign(document.createElement('${name}'), ${JSON.stringify(properties)}, { call })
        document.querySelector('#root').replaceChildren(element)
        call.show(elementsPage.moments.connecting)
        call.show({ ...elementsPage.moments.${moment} })
        await call.sound({ user: 0.3, agent: 0.6 })
        await element.updateComplete
        await Promise.all(document.getAnimations().map(({ finished }) => finished))
      })()`)
        const path = inRoot('docs', 'pictures', `${name}-${width}-${colorScheme}.png`)
        await page.locator('#root').screenshot({ path, animations: 'disabled' })
        bytes += statSync(path).size
      }
      await page.close()
    }
  await browser.close()
  close()
  console.log(`docs/pictures: ${(bytes / 1_000).toFixed(0)} kB`)
}
