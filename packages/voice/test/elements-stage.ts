import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { bundle } from '../../../test/browser/bundle.ts'
import { launchChromium } from '../../../test/browser/chromium.ts'
import { serveFiles } from '../../../test/browser/serve-files.ts'
import type {} from './elements-page.ts'
import type { moments } from './stub-call.ts'

const html = `<!doctype html><html lang="en"><title>Call</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><link rel="stylesheet" href="page.css"><script type="module" src="page.js"></script>
<main><h1>Call</h1><div id="root"></div></main>`

/** A page whose root has the class `flat` shows the call on the strongest colour of its gradient: axe compares no gradients. */
const css = `:root { color-scheme: light dark } body { margin: 8px; background: Canvas; font-family: sans-serif }
.flat vatel-call::part(panel) { background: color-mix(in oklab, var(--accent) 9%, var(--surface)) }`

const policy = "default-src 'self'; img-src 'self' data:"

/** Source of axe, for a test to evaluate in a page. */
export const axe = readFileSync(join(__dirname, '../node_modules/axe-core/axe.min.js'), 'utf8')

/** Serves the page, its script and the worklet. */
const serve = () => {
  const worklet = join(__dirname, '../../audio/src/web/worklets/voice.ts')
  const files = bundle({ page: join(__dirname, 'elements-page.ts'), voice: worklet })
  return serveFiles(new Map([...files, ['', html], ['page.css', css]]), { 'content-security-policy': policy })
}

/** A browser, and a server of a page that has all elements. */
export interface ElementsStage {
  /** Errors of the pages. */
  readonly complaints: string[]
  readonly origin: string
  open(size: { readonly width: number; readonly height?: number }): Promise<Page>
  close(): Promise<void>
}

/** Starts the browser and the server. */
export const openStage = async (): Promise<ElementsStage> => {
  const server = await serve()
  const chromium = await launchChromium([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--autoplay-policy=no-user-gesture-required',
  ])
  const complaints: string[] = []
  const { origin } = new URL(server.url)
  return {
    complaints,
    origin,
    async open({ width, height = 800 }) {
      const page = await chromium.context.newPage()
      await page.setViewportSize({ width, height })
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      await page.goto(`${origin}/`)
      await page.waitForFunction('globalThis.elementsPage')
      return page
    },
    async close() {
      await chromium.close()
      await server.close()
    },
  }
}

declare global {
  /** The call of a test page. */
  var call: ReturnType<typeof elementsPage.createStubCall>
}

/** Puts an element with a call that the test controls into the page. */
export const put = (
  page: Page,
  tag: string,
  properties: Readonly<Record<string, unknown>> = {},
): Promise<void> =>
  page.evaluate(
    async ([name, given]) => {
      globalThis.call = elementsPage.createStubCall()
      const element = Object.assign(document.createElement(name), given, { call })
      document.querySelector('#root')?.replaceChildren(element)
      await element.updateComplete
    },
    [tag as 'vatel-call', properties] as const,
  )

/** Shows a moment of a call in the element `vatel-call`. */
export const show = (page: Page, name: keyof typeof moments): Promise<void> =>
  page.evaluate(async (moment) => {
    call.show(elementsPage.moments[moment])
    await document.querySelector('vatel-call')?.updateComplete
  }, name)
