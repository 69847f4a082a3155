import type { Page } from 'playwright-core'
import { launchChromium, type Chromium } from '../../../../test/browser/chromium.ts'
import { servePage } from './serve-page.ts'

/** The counts of a page in which nothing is left of a call. */
export const nothing = { tracks: 0, contexts: 0, sockets: 0, timers: 0, locks: 0, listeners: 0 }

/** Options of the pages of a suite. */
interface VoicePagesOptions {
  /** The module of the page, which sets `voicePage`. */
  readonly file: string
  /** A script of the page at `/run`. */
  readonly script?: string
  /** Folders in place of packages. */
  readonly alias?: Readonly<Record<string, string>>
}

/** Messages of the browser that are no fault of a page: of contexts that are closed while their device opens, and the icon. */
const isOfBrowser = (text: string): boolean =>
  text.includes('AudioContext encountered') || text.includes('404')

/**
 * Gives each test of a suite a page of its own in Chromium, with a fake microphone that is allowed. A test fails when its
 * page reports an error.
 */
export const useVoicePages = ({ file, script, alias }: VoicePagesOptions) => {
  const complaints: string[] = []
  let server: Awaited<ReturnType<typeof servePage>>
  let chromium: Chromium
  let page: Page

  beforeAll(async () => {
    server = await servePage(file, script, alias)
    const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
    chromium = await launchChromium(microphone, {
      permissions: ['microphone'],
      // Playwright turns the page cache off, which the browsers of users have.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    })
  })
  beforeEach(async () => {
    page = await chromium.context.newPage()
    page.on('pageerror', ({ message }) => complaints.push(message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !isOfBrowser(message.text())) complaints.push(message.text())
    })
    await page.goto(server.url)
    await page.waitForFunction('globalThis.voicePage')
  })
  afterEach(async () => {
    await page.close()
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await chromium.close()
    await server.close()
  })

  return {
    get page() {
      return page
    },
    get context() {
      return chromium.context
    },
    /** The address of the page. */
    get url() {
      return server.url
    },
    /** The address of the page that runs the script. */
    get runUrl() {
      return `${server.url}run`
    },
    /** Waits until nothing is left of a call, and returns the counts. */
    countLeft: () =>
      page.evaluate(async () => {
        await voicePage.untilAllClosed()
        return voicePage.countLeft()
      }),
  }
}
