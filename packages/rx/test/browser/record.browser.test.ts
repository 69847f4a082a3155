import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { launchChromium } from '../../../../test/browser/chromium.ts'
import { recordConversation } from './record-conversation.ts'

describe('record in a browser', () => {
  it('writes the same lines as in Node', async () => {
    const bundle = execFileSync(process.execPath, [join(__dirname, 'bundle.mjs'), 'record-conversation.ts'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 24,
    })
    const chromium = await launchChromium()
    try {
      const page = await chromium.context.newPage()
      await page.addScriptTag({ content: bundle })
      const lines: unknown = await page.evaluate('page.recordConversation()')
      const expected = await recordConversation()
      expect(expected.at(-1)).toContain('session-ended')
      expect(lines).toEqual(expected)
    } finally {
      await chromium.close()
    }
  }, 30_000)
})
