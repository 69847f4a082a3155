import { join } from 'node:path'
import { bundleScript } from '../../../../test/browser/bundle.ts'
import { launchChromium } from '../../../../test/browser/chromium.ts'
import { loadModule } from '../../../../test/browser/load-module.ts'
import { recordConversation } from './record-conversation.ts'

describe('record in a browser', () => {
  it('writes the same lines as in Node', async () => {
    const script = bundleScript(join(__dirname, 'page.ts'))
    const chromium = await launchChromium()
    try {
      const page = await chromium.context.newPage()
      await loadModule(page, script)
      const lines: unknown = await page.evaluate('recordConversation()')
      const expected = await recordConversation()
      expect(expected.at(-1)).toContain('session-ended')
      expect(lines).toEqual(expected)
    } finally {
      await chromium.close()
    }
  })
})
