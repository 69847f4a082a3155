import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { bundleScript } from '../../../test/browser/bundle.ts'
import { launchChromium } from '../../../test/browser/chromium.ts'
import { beRefused } from './page/be-refused.ts'
import { holdBuiltInCall, type Report } from './page/hold-call.ts'

const course = [
  'agent: Hello, this is the switchboard. Whom do you want to speak to?',
  'user: Miss Miller in accounts, please.',
  'tool: find_person',
  'agent: She is in. One moment, please.',
  'user: Thank you, I shall wait.',
  'agent: While you wait, let me tell you about our opening hours. We are open from nine to five, but not on Sundays.',
  'interruption',
  'user: No, I will call again. Goodbye.',
  'agent: Goodbye.',
]

/** The same as REST tells it. */
const kept = course.map((line) => (line.startsWith('tool') ? 'tool_call' : line.replace(/^\w+: /, '')))

describe('the platform in memory, with no script and no files', () => {
  let here: Report
  beforeAll(async () => {
    here = await holdBuiltInCall()
  }, 30_000)

  it('holds a whole call', () => {
    expect(here.said).toEqual(course)
    expect(here.kept.filter((row) => row !== 'tool_call_output')).toEqual(kept)
    expect(here.end).toBe('session-ended')
    expect(here.heardMs).toBeGreaterThan(5_000)
  })

  it('shows why it refuses', async () => {
    expect(await beRefused()).toMatchObject({ type: 'refused', status: 400 })
  })

  describe('in a page of Chromium that is offline', () => {
    let page: Page
    let close: () => Promise<void>
    beforeAll(async () => {
      const script = bundleScript(join(__dirname, 'page/page.ts'))
      const chromium = await launchChromium()
      close = () => chromium.close()
      page = await chromium.context.newPage()
      await chromium.context.setOffline(true)
      await page.addScriptTag({ content: script, type: 'module' })
    }, 60_000)
    afterAll(() => close())

    it('holds the same call', async () => {
      expect(await page.evaluate('holdBuiltInCall()')).toEqual(here)
    }, 120_000)

    it('does not show why it refuses, as no WebSocket of a browser does', async () => {
      expect(await page.evaluate('beRefused().then((reason) => reason.type)')).toBe('failed')
    })
  })
})
