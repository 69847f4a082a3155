import { join } from 'node:path'
import { percentile } from '@vatel/core'
import type { CDPSession, Page } from 'playwright-core'
import { bundleWith } from '../../test/browser/bundle.ts'
import { launchChromium } from '../../test/browser/chromium.ts'
import { serveFiles } from '../../test/browser/serve-files.ts'

const root = join(import.meta.dirname, '../..')
const html =
  '<!doctype html><meta name="viewport" content="width=device-width"><style>body { margin: 8px; font-family: sans-serif }</style><div id="root"></div><script type="module" src="page.js"></script>'

/** Seconds of one measurement of a visualizer. */
const measuredSeconds = 6
/** Share of the main thread that a visualizer may take, in percent. */
const mostPercent = 3

const printRow = (...cells: readonly (string | number)[]) => console.log(`| ${cells.join(' | ')} |`)

/** Processor time of the tasks of the main thread, in seconds. */
const readTasks = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN
}

/** Percent of a processor that the tasks of the main thread take. */
const measureTasks = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page)
  // Processor time: a busy machine does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.waitForTimeout(1_000)
  const [before, startedMs] = [await readTasks(session), performance.now()]
  await page.waitForTimeout(measuredSeconds * 1_000)
  const seconds = (performance.now() - startedMs) / 1_000
  const share = ((await readTasks(session)) - before) / seconds
  await session.detach()
  return share * 100
}

const files = bundleWith(join(root, 'test/browser/bundle.mjs'), {
  page: join(root, 'packages/voice/test/elements-page.ts'),
})
const server = await serveFiles(new Map([...files, ['', html]]))
const chromium = await launchChromium(['--autoplay-policy=no-user-gesture-required'], {
  viewport: { width: 390, height: 800 },
})
const open = async (): Promise<Page> => {
  const page = await chromium.context.newPage()
  await page.goto(server.url)
  await page.waitForFunction('globalThis.elementsPage')
  return page
}

const measureVisualizers = async (): Promise<boolean> => {
  printRow('visualizer', 'moment', '% of the main thread')
  printRow('---', '---', '---:')
  // The part of each row that no visualizer can save: the browser tells the main thread of each frame that it shows.
  const still = await open()
  await still.evaluate('elementsPage.showTurning()')
  printRow('none: one element that turns', '', (await measureTasks(still)).toFixed(2))
  await still.close()
  let isWithin = true
  for (const kind of ['orb', 'bars', 'wave'])
    for (const [moment, voice] of [
      ['speaking', 'agent'],
      ['talking', 'user'],
      ['thinking', undefined],
      ['listening', undefined],
    ]) {
      const page = await open()
      await page.evaluate(`elementsPage.showVisualizer(${JSON.stringify(kind)}, '${moment}', '${voice}')`)
      const percent = await measureTasks(page)
      isWithin &&= percent < mostPercent
      printRow(kind, `${moment}`, percent.toFixed(2))
      await page.close()
    }
  return isWithin
}

const measureTranscript = async (): Promise<void> => {
  printRow('transcript of 1,000 lines', 'median ms', 'p95 ms', 'frames above 25 ms')
  printRow('---', '---:', '---:', '---:')
  const page = await open()
  const renderedMs = await page.evaluate<number>('elementsPage.showTranscript(1000)')
  for (const [name, frames] of [
    ['frames while it scrolls', 'elementsPage.scrollFrames(300, -120)'],
    ['frames while a line is spoken', 'elementsPage.streamFrames(300)'],
  ] as const) {
    const times = await page.evaluate<readonly number[]>(frames)
    const late = times.filter((ms) => ms > 25).length
    printRow(
      name,
      (percentile(times, 0.5) ?? NaN).toFixed(1),
      (percentile(times, 0.95) ?? NaN).toFixed(1),
      `${late} of ${times.length}`,
    )
  }
  printRow('first rendering', renderedMs.toFixed(0), '', '')
  await page.close()
}

const isWithin = await measureVisualizers()
console.log()
await measureTranscript()
await chromium.close()
await server.close()
if (!isWithin) {
  console.error(`a visualizer takes ${mostPercent} % of the main thread or more`)
  process.exitCode = 1
}
