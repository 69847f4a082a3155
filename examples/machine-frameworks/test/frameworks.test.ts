import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchChromium, type Chromium } from '../../../test/browser/chromium.ts'
import { bundlePage } from './bundle-page.ts'

jest.setTimeout(300_000)

describe('the statechart in an interface', () => {
  const complaints: string[] = []
  let browser: Chromium
  let page: Page

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vatel-frameworks-'))
    const script = bundlePage(folder)
    rmSync(folder, { recursive: true, force: true })
    browser = await launchChromium()
    page = await browser.context.newPage()
    page.on('pageerror', ({ message }) => complaints.push(message))
    page.on('console', (message) => complaints.push(message.text()))
    await page.addScriptTag({ content: script, type: 'module' })
    await page.waitForFunction('globalThis.hold')
  })
  afterAll(() => browser.close())
  afterEach(() => expect(complaints).toEqual([]))

  describe.each(['react', 'vue', 'svelte', 'plain'])('made with %s', (framework) => {
    let seen: Awaited<ReturnType<typeof hold>>

    beforeAll(async () => {
      seen = await page.evaluate((name) => hold(name), framework)
    })

    it('shows the six phases of a call', () => {
      expect(seen.phases).toEqual([
        'ended',
        'connecting',
        'listening',
        'agentSpeaking',
        'interrupted',
        'listening',
        'toolPending',
        'listening',
        'agentSpeaking',
        'ended',
      ])
    })

    it('has the buttons that the tags allow', () => {
      const inCall = ['Hang up', 'Mute', 'Hold']
      expect(seen.buttons).toEqual({
        ended: ['Call', 'Speak'],
        connecting: ['Hang up', 'Mute', 'Speak'],
        listening: [...inCall, 'Speak'],
        agentSpeaking: [...inCall, 'Interrupt', 'Speak'],
        interrupted: [...inCall, 'Speak'],
        toolPending: [...inCall, 'Approve book_table', 'Decline book_table', 'Speak'],
      })
    })

    it('shows what was heard of the conversation', () => {
      expect(seen.lines).toEqual([
        'Agent: Good evening, this is …',
        'You: A table for two, please.',
        'book_table: a table for 2',
        'Agent: Done. We look forward to',
      ])
    })

    it('leaves no timer behind', () => {
      expect(seen.timersLeft).toBe(0)
    })

    it('sends the Stately inspector what happens, and no sockets or devices', () => {
      expect(seen.inspected).toEqual(['@xstate.actor', '@xstate.event', '@xstate.snapshot'])
      expect(seen.events).toEqual(
        expect.arrayContaining(['call', 'call.started', 'tool_call', 'approve', 'hangUp']),
      )
      expect(seen.leaks).toBe(0)
    })
  })
})
