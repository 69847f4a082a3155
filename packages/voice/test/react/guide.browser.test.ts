import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium } from '../../../../test/browser/chromium.ts'
import { servePage } from '../browser/serve-page.ts'
import { talkToPage } from './talk-to-page.ts'

const readDocument = (path: string) => readFileSync(join(__dirname, '../../../../docs', path), 'utf8')

const linesOf = (text: string) => text.trimEnd().split('\n').length

describe('the quickstart of a page', () => {
  it.each([
    ['a token endpoint in Node', [/^```ts\n(.*?)^```$/ms.exec(readDocument('start/server.md'))?.[1] ?? '']],
    [
      'a component and its test',
      ['tested-page.tsx', 'talk-to-page.ts'].map((file) => readFileSync(join(__dirname, file), 'utf8')),
    ],
  ])('says how many files and lines %s has', (name, files) => {
    const row = readDocument('start/page.md')
      .split('\n')
      .find((line) => line.includes(`[${name}]`))
    const counts = [files.length, files.reduce((sum, text) => sum + linesOf(text), 0)]
    expect(row?.split('|').slice(2, 4).map(Number)).toEqual(counts)
  })
})

describe('the guide to tests', () => {
  const guide = readDocument('guides/testing.md')

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
