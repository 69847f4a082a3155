import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { launchChromium, type Chromium } from '../../../test/browser/chromium.ts'
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
  let chromium: Chromium | undefined
  let here: Report
  beforeAll(async () => {
    here = await holdBuiltInCall()
  }, 30_000)
  afterAll(() => chromium?.close())

  it('holds a whole call', () => {
    expect(here.said).toEqual(course)
    expect(here.kept.filter((row) => row !== 'tool_call_output')).toEqual(kept)
    expect(here.end).toBe('session-ended')
    expect(here.heardMs).toBeGreaterThan(5_000)
  })

  it('holds the same call in a page of Chromium that is offline', async () => {
    const script = execFileSync(process.execPath, [join(__dirname, 'page/build.mjs')], { encoding: 'utf8' })
    chromium = await launchChromium()
    const page = await chromium.context.newPage()
    await chromium.context.setOffline(true)
    await page.addScriptTag({ content: script })
    const report = await page.waitForFunction('globalThis.report', undefined, { timeout: 0 })
    expect(await report.jsonValue()).toEqual(here)
  }, 120_000)
})
