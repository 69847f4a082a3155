import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { percentile } from '@vatel/core'
import { bundleWith } from '../../test/browser/bundle.ts'
import { launchChromium } from '../../test/browser/chromium.ts'
import { serveFiles } from '../../test/browser/serve-files.ts'

/** Prints how long it takes from a click in a page to the first sound of the agent, with the simulator in the page. */

const goalMs = 400

const { values } = parseArgs({ options: { calls: { type: 'string', default: '20' } } })
const calls = Number(values.calls)

const root = join(import.meta.dirname, '../..')
const files = bundleWith(join(root, 'test/browser/bundle.mjs'), {
  page: join(root, 'packages/voice/test/browser/first-sound-page.ts'),
  voice: join(root, 'packages/audio/src/web/worklets/voice.ts'),
})
const html = '<!doctype html><button>talk</button><script type="module" src="/page.js"></script>'
const server = await serveFiles(new Map([...files, ['', html]]))

const chromium = await launchChromium(
  ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  { permissions: ['microphone'] },
)
const page = await chromium.context.newPage()
await page.goto(server.url)
await page.waitForFunction('globalThis.firstSoundPage')

type Column = 'microphoneMs' | 'speakerMs' | 'sessionMs' | 'firstAudioMs' | 'heardMs' | 'thinkingMs'
type Measured = Readonly<Record<Column, number>>

const measured: Measured[] = []
for (let at = 0; at < calls; at += 1) {
  const measuring = page.evaluate<Measured>('firstSoundPage.measureNextCall()')
  await page.waitForFunction('document.querySelector("button").onclick')
  await page.click('button')
  measured.push(await measuring)
  await page.evaluate('document.querySelector("button").onclick = null')
}
const version = chromium.context.browser()?.version() ?? ''
await chromium.close()
await server.close()

const quantile = (of: readonly number[], share: number): number => percentile(of, share) ?? NaN
const row = (name: string, of: readonly number[]) =>
  `| ${[name, ...[0, 0.5, 0.95, 1].map((share) => quantile(of, share).toFixed(0))].join(' | ')} |`
const of = (column: Column) => measured.map((times) => times[column])
const beyond = measured.map(({ heardMs, thinkingMs }) => heardMs - thinkingMs)

console.log(`${calls} calls in Chromium ${version}, simulator in the page, fake microphone`)
console.log(`${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)}\n`)
console.log('| milliseconds after the click | least | median | p95 | most |')
console.log('| --- | --: | --: | --: | --: |')
console.log(row('the microphone is open', of('microphoneMs')))
console.log(row('the speaker is open', of('speakerMs')))
console.log(row('the session has begun', of('sessionMs')))
console.log(row('the first audio has come', of('firstAudioMs')))
console.log(row('the agent is heard', of('heardMs')))
console.log(row('… beyond the thinking of the simulator', beyond))
const median = quantile(beyond, 0.5)
console.log(
  `\n${median <= goalMs ? 'reached' : 'MISSED'}: median ${median.toFixed(0)} ms, goal at most ${goalMs} ms`,
)
if (!(median <= goalMs)) process.exitCode = 1
