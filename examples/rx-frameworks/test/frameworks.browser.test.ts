import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { type Chromium, launchChromium } from '../../../test/browser/chromium.ts'
import type { Shown } from '../src/show.ts'

const frameworks = ['angular', 'react', 'svelte', 'vue'] as const

/** The page of each framework as one script, compiled as its users compile. */
const bundle = (): Readonly<Record<string, string>> =>
  JSON.parse(
    execFileSync(process.execPath, [join(__dirname, '../bundle.mjs'), ...frameworks], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    }),
  ) as Readonly<Record<string, string>>

/** Runs a page and gives what it has seen; rejects with what is thrown in it. */
const run = async ({ context }: Chromium, script = ''): Promise<Shown> => {
  const page = await context.newPage()
  const thrown = new Promise<never>((_, reject) => page.on('pageerror', reject))
  await page.addScriptTag({ content: script })
  return Promise.race([thrown, page.evaluate<Shown>('page.shown()')])
}

describe('a call in a framework', () => {
  let pages: ReadonlyMap<string, Promise<Shown>>
  let chromium: Chromium
  beforeAll(async () => {
    const scripts = bundle()
    chromium = await launchChromium()
    pages = new Map(frameworks.map((name) => [name, run(chromium, scripts[name])]))
    await Promise.all(pages.values())
  })
  afterAll(() => chromium.close())

  it.each(frameworks)('shows state and transcript as they change with %s', async (name) => {
    const { texts = [] } = (await pages.get(name)) ?? {}
    // Nothing is shown before the framework has drawn for the first time.
    const states = texts.map(([state]) => state).filter((state) => state !== '')
    expect([...new Set(states)]).toEqual(['connecting', 'live', 'ended'])
    expect(texts.map((lines) => lines.at(-1))).toContain('user: What time')
    expect(texts.at(-1)).toEqual([
      'ended',
      'agent: Hello, this is Ada.',
      'user: What time is it?',
      'agent: It is noon. Goodbye!',
    ])
  })

  it.each(frameworks)(
    'leaves nothing behind with %s, also when it is taken away in the middle',
    async (name) => {
      const { timersLeft = [] } = (await pages.get(name)) ?? {}
      expect(timersLeft).toEqual([0, 0])
    },
  )
})
