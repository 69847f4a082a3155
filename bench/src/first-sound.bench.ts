import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launchChromium } from '../../test/browser/chromium.ts'

/** Prints how long it takes from a click in a page to the first sound of the agent, with the simulator in the page. */

const goalMs = 400

const { values } = parseArgs({ options: { calls: { type: 'string', default: '20' } } })
const calls = Number(values.calls)

const root = join(import.meta.dirname, '../..')
const modules = {
  page: join(root, 'packages/voice/test/browser/first-sound-page.ts'),
  voice: join(root, 'packages/audio/src/web/worklets/voice.ts'),
}
const bundled = execFileSync(
  process.execPath,
  [join(root, 'test/browser/bundle.mjs'), JSON.stringify(modules)],
  { encoding: 'utf8', maxBuffer: 2 ** 26 },
)
const files = JSON.parse(bundled) as Readonly<Record<string, string>>
const server = createServer((request, response) => {
  const code = files[(request.url ?? '').slice(1)]
  response.setHeader('content-type', code === undefined ? 'text/html' : 'text/javascript')
  response.end(code ?? '<!doctype html><button>talk</button><script type="module" src="/page.js"></script>')
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

const chromium = await launchChromium(
  ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  { permissions: ['microphone'] },
)
const page = await chromium.context.newPage()
await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`)
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
server.close()

const quantile = (of: readonly number[], share: number): number =>
  [...of].sort((a, b) => a - b)[Math.max(0, Math.ceil(of.length * share) - 1)] ?? NaN
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
