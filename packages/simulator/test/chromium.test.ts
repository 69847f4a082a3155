import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { bundleScript } from '../../../test/browser/bundle.ts'
import { launchChromium } from '../../../test/browser/chromium.ts'
import { loadModule } from '../../../test/browser/load-module.ts'
import { builtInCourse } from './page/built-in-course.ts'
import { beRefused } from './page/be-refused.ts'
import { runBuiltInCall, type Report } from './page/run-built-in-call.ts'

/** The same as REST returns it. */
const kept = builtInCourse.map((line) => (line.startsWith('tool') ? 'tool_call' : line.replace(/^\w+: /, '')))

describe('platform in memory, without a scenario or files', () => {
  let here: Report
  beforeAll(async () => {
    here = await runBuiltInCall()
  })

  it('runs a whole call', () => {
    expect(here.said).toEqual(builtInCourse)
    expect(here.kept.filter((row) => row !== 'tool_call_output')).toEqual(kept)
    expect(here.end).toBe('session-ended')
    expect(here.heardMs).toBeGreaterThan(5_000)
  })

  it('reports why it refuses', async () => {
    expect(await beRefused()).toMatchObject({ type: 'refused', status: 400 })
  })

  describe('in an offline page of Chromium', () => {
    let page: Page
    let close: () => Promise<void>
    beforeAll(async () => {
      const script = bundleScript(join(__dirname, 'page/page.ts'))
      const chromium = await launchChromium()
      close = () => chromium.close()
      page = await chromium.context.newPage()
      await chromium.context.setOffline(true)
      await loadModule(page, script)
    })
    afterAll(() => close())

    it('runs the same call', async () => {
      expect(await page.evaluate('runBuiltInCall()')).toEqual(here)
    })

    it('reports no reason of a refusal, as no WebSocket of a browser does', async () => {
      expect(await page.evaluate('beRefused().then((reason) => reason.type)')).toBe('failed')
    })
  })
})
