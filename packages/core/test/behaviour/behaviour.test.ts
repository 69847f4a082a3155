import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { launchChromium, type Chromium } from '../../../../test/browser/chromium.ts'
import { cases, type Case } from './cases.ts'
import { observe, type Observation } from './observe.ts'
import { serveCase } from './serve-case.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

const check = (seen: Observation, { expected, inBrowser }: Case, isBrowser: boolean) => {
  const { end, class: name, ...rest } = { ...expected, ...(isBrowser ? inBrowser : {}) }
  expect(seen).toMatchObject({ ...rest, ends: [end], explanation: { class: name } })
  expect(seen.states.at(-1)).toBe('ended')
}

describe('a call in Node', () => {
  it.each(cases.map((one) => [one.name, one] as const))('meets %s', async (_name, one) => {
    const server = await serveCase(one)
    try {
      check(await observe(server.baseUrl), one, false)
    } finally {
      await server.close()
    }
  })
})

describe('a call in a browser', () => {
  let chromium: Chromium
  let evaluate: (expression: string) => Promise<unknown>
  let bundle: string
  beforeAll(async () => {
    bundle = execFileSync(
      process.execPath,
      [join(__dirname, '../bundle.mjs'), 'browser', 'behaviour/observe.ts'],
      { encoding: 'utf8', maxBuffer: 2 ** 24 },
    )
    chromium = await launchChromium()
    const page = await chromium.context.newPage()
    await page.addScriptTag({ content: bundle })
    evaluate = (expression) => page.evaluate(expression)
  })
  afterAll(() => chromium.close())

  it.each(cases.map((one) => [one.name, one] as const))('meets %s', async (_name, one) => {
    const server = await serveCase(one)
    try {
      check((await evaluate(`page.observe('${server.baseUrl}')`)) as Observation, one, true)
    } finally {
      await server.close()
    }
  })

  it('suspects a connection as soon as the browser is offline', async () => {
    const server = await serveCase({
      name: 'a platform that stays',
      serve: ({ socket }) => socket.send('{"type":"session_started","data":{"id":"call-1"}}'),
      expected: { opened: 'call-1', messages: [], end: {}, class: 'ended' },
    })
    const seen = evaluate(`page.untilSuspect('${server.baseUrl}')`)
    await evaluate(`page.whenLive.then(() => dispatchEvent(new Event('offline')))`)
    expect(await seen).toEqual(['starting', 'live', 'suspect'])
    await server.close()
  })

  it('names connect-src when the policy of the page blocks the connection', async () => {
    const page = await chromium.context.newPage()
    await page.setContent(
      `<meta http-equiv="Content-Security-Policy" content="connect-src 'self'"><title>blocked</title>`,
    )
    await page.addScriptTag({ content: bundle })
    const seen: unknown = await page.evaluate(`page.failure('http://127.0.0.1:9')`)
    expect(seen).toMatchObject({ type: 'failed', tag: 'UnreachableError', code: 'connect-src' })
    expect(seen).toMatchObject({ cause: expect.stringContaining('connect-src') as string })
    await page.close()
  })
})
