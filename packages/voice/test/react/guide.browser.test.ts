import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium } from '../../../../test/browser/chromium.ts'
import { servePage } from '../browser/serve-page.ts'
import { talkToPage } from './talk-to-page.ts'

describe('the guide to tests', () => {
  const guide = readFileSync(join(__dirname, '../../../../docs/guides/testing.md'), 'utf8')

  it.each([
    ['tested-page.tsx', 'tsx'],
    ['talk-to-page.ts', 'ts'],
  ])('has %s', (file, language) => {
    const text = readFileSync(join(__dirname, file), 'utf8')
    expect(guide).toContain('```' + language + '\n' + text + '```\n')
  })

  it('holds a call with its component in Chromium', async () => {
    const server = await servePage(join(__dirname, 'tested-page.tsx'))
    const chromium = await launchChromium(
      ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
      { permissions: ['microphone'] },
    )
    const page = await chromium.context.newPage()
    // The bundler copies the source of the worklet, in TypeScript, in place of the built file.
    await page.addInitScript(() => {
      const { addModule } = AudioWorklet.prototype as {
        readonly addModule: (this: AudioWorklet, url: string) => Promise<void>
      }
      AudioWorklet.prototype.addModule = function () {
        return addModule.call(this, '/voice.js')
      }
    })
    await page.goto(server.url)
    await expect(talkToPage(page)).resolves.toBeUndefined()
    await chromium.close()
    await server.close()
  })
})
