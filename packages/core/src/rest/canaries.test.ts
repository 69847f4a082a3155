import { createClock } from '@sinonjs/fake-timers'
import { everyMethod, secrets } from '../../test/rest/every-method.ts'
import { openPlatform, type Try } from '../../test/rest/platform.ts'
import { apiKey, closeServers, reset, serve, type Answer } from '../../test/rest/serve.ts'
import { sightings } from '../../test/rest/sightings.ts'
import { succeed } from '../../test/rest/succeed.ts'
import { aFewTurns } from '../../test/rest/a-few-turns.ts'
import { createClient as createTasks } from '../fp.ts'
import { says } from '../../test/line.ts'
import { openCall } from '../socket/call-socket.ts'
import { createClient, type Client } from './client.ts'
import type { ClientOptions } from './settings.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(60_000)

const canaries = [apiKey, ...Object.values(secrets)]

const said: unknown[][] = []
const listening = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const
const warned = (warning: Error) => void said.push([warning])
beforeAll(() => {
  for (const name of listening)
    jest.spyOn(console, name).mockImplementation((...words) => void said.push(words))
  process.on('warning', warned)
})
afterEach(async () => {
  await closeServers()
})
afterAll(() => {
  jest.restoreAllMocks()
  process.off('warning', warned)
})

/** Tells the client all that it sent: a platform or a proxy that quotes. */
const echo =
  (status: number, type = 'application/json'): Answer =>
  ({ headers: { authorization = '' }, url = '' }, response, body) => {
    const text = `${authorization} ${url} ${body}`
    const location = `https://example.org/${encodeURIComponent(text)}?${encodeURIComponent(text)}`
    response.writeHead(status, { 'content-type': type, location })
    response.end(type === 'text/html' ? `<p>${text}` : JSON.stringify({ error: text }))
  }

/** What a `fetch` of somebody's own may throw: all that it knows. */
const talkative = (input: unknown, init?: RequestInit) =>
  Promise.reject(
    Object.assign(new TypeError(`request to ${String(input)} failed`), {
      init,
      cause: Object.assign(
        new Error(`getaddrinfo ENOTFOUND ${String(input)} ${JSON.stringify(init?.headers)}`),
        {
          code: 'ENOTFOUND',
          url: String(input),
        },
      ),
    }),
  )

const silent: Answer = () => undefined

/** One way for a request to end, and what tells that it ended so. */
interface Situation {
  readonly answer?: Answer
  readonly options?: Partial<ClientOptions>
  /** Makes it happen while the request is under way. */
  readonly meanwhile?: (clock: ReturnType<typeof createClock>, abort: AbortController) => Promise<void>
  readonly tag: string
}

const situations: Readonly<Record<string, Situation>> = {
  'a 400 that quotes': { answer: echo(400), tag: 'Refused' },
  'a 401 that quotes': { answer: echo(401), tag: 'Refused' },
  'a 500 that quotes': { answer: echo(500), tag: 'Refused' },
  'a page that quotes': { answer: echo(502, 'text/html'), tag: 'Refused' },
  'a redirect that quotes': { answer: echo(307), tag: 'Redirected' },
  'a success that is a page that quotes': { answer: echo(200, 'text/html'), tag: 'BadAnswer' },
  'a lost connection': { answer: reset, tag: 'Unreachable' },
  'a fetch that quotes': { options: { fetch: talkative }, tag: 'Unreachable' },
  silence: {
    answer: silent,
    meanwhile: async (clock) => {
      await aFewTurns()
      await clock.tickAsync(30_000)
    },
    tag: 'TimedOut',
  },
  'an abort': {
    answer: silent,
    meanwhile: async (_clock, abort) => {
      await aFewTurns()
      abort.abort()
    },
    tag: 'Aborted',
  },
}

describe('no secret shows', () => {
  it.each(everyMethod)('when $name succeeds', async (operation) => {
    const { client } = await serve([succeed(operation)])
    await operation.call(client)
    expect(sightings(client, canaries)).toEqual([])
  })

  describe.each(Object.entries(situations))(
    'after %s',
    (_name, { answer = silent, options, meanwhile, tag }) => {
      // A deletion has no body to be a page: what comes with its success is not read.
      const met = everyMethod.filter(({ endpoint }) => tag !== 'BadAnswer' || endpoint.response !== 'nothing')

      it.each(met)('of $name', async ({ call }) => {
        const clock = createClock()
        const abort = new AbortController()
        const { client } = await serve([answer], { retries: 0, clock, ...options })
        const failed = call(client, { signal: abort.signal }).then(
          () => undefined,
          (error: unknown) => error,
        )
        await meanwhile?.(clock, abort)
        const error = await failed
        expect(error).toMatchObject({ _tag: tag })
        expect([...sightings(error, canaries), ...sightings(client, canaries)]).toEqual([])
      })
    },
  )

  it('in what the fp-ts face gives', async () => {
    const { baseUrl } = await serve([echo(401)])
    const tasks = createTasks({ apiKey, baseUrl })
    const result = await tasks.agents.create({ name: 'Ann', prompt: secrets.prompt })()
    expect([...sightings(result, canaries), ...sightings(tasks, canaries)]).toEqual([])
  })

  it('in what is thrown of bad options', () => {
    const bad: readonly (() => unknown)[] = [
      () => createClient({ apiKey: `${apiKey}\n` }),
      () => createClient({ apiKey, baseUrl: `https://me:${secrets.password}@example.org` }),
      () => createClient({ apiKey, baseUrl: `https://[${secrets.password}` }),
      () => openCall({ token: `${secrets.token} ` }),
      () => openCall({ token: secrets.token, baseUrl: `http://${secrets.password}` }),
    ]
    for (const attempt of bad) {
      let thrown: unknown
      try {
        attempt()
      } catch (error) {
        thrown = error
      }
      expect(thrown).toMatchObject({ _tag: 'BadInput' })
      expect(sightings(thrown, canaries)).toEqual([])
    }
  })

  it('in what is refused of bad input', async () => {
    const { client } = await serve([silent])
    const wrong = {
      prompt: [secrets.prompt],
      inbound_sip_password: { a: secrets.password },
      [apiKey.slice(0, 3)]: 1,
    }
    const calls: readonly ((client: Client) => Promise<unknown>)[] = [
      ({ agents }) => agents.update('a', wrong as never),
      ({ sipTrunks }) => sipTrunks.update('t', wrong as never),
      ({ agents }) => agents.get(`${secrets.password}\n`),
      ({ agents }) => agents.list({ headers: { 'x-key': `${apiKey}\n` } }),
    ]
    for (const call of calls) {
      const error = await call(client).catch((reason: unknown) => reason)
      expect(error).toMatchObject({ _tag: 'BadInput' })
      expect(sightings(error, canaries)).toEqual([])
    }
  })
})

describe('no secret of a call shows', () => {
  /** Tokens as the scripted platform mints them begin so. */
  const hidden = [apiKey, secrets.token]
  const quoting = { 'x-token': `${secrets.token}-1` }

  it.each<[string, Try]>([
    ['the mint is refused', { mint: 401 }],
    ['the upgrade is refused', { upgrade: 401, headers: quoting }],
    ['the upgrade is redirected', { upgrade: 302, headers: { location: `/?token=${secrets.token}-1` } }],
  ])('when %s', async (_name, script) => {
    const platform = await openPlatform([script])
    const client = createClient({ apiKey, baseUrl: platform.baseUrl })
    const error = await client.connect({ agent_id: 'a' }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ _tag: 'Refused' })
    expect(sightings(error, hidden)).toEqual([])
    await platform.close()
  })

  it('when nobody is there', async () => {
    const platform = await openPlatform([{}])
    await platform.close()
    const call = openCall({ token: secrets.token, baseUrl: platform.baseUrl })
    const error = await call.opened.catch((reason: unknown) => reason)
    expect(error).toMatchObject({ _tag: 'Unreachable' })
    for (const thing of [error, call, await call.ended]) expect(sightings(thing, hidden)).toEqual([])
  })

  it('in anything that is told, whatever the platform quotes', async () => {
    const platform = await openPlatform([
      {
        frames: [`{"${secrets.token}-1`, says('response_text', { text: [`${secrets.token}-1`] })],
        closeReason: `no ${secrets.token}-1`,
      },
    ])
    const client = createClient({ apiKey, baseUrl: platform.baseUrl })
    const call = await client.connect({ agent_id: 'a' })
    const told: unknown[] = [call]
    for (const event of ['message', 'invalid', 'sent', 'state', 'dropped', 'end'] as const)
      call.on(event, (value: unknown) => told.push(value))
    const end = await call.ended
    expect(end).toMatchObject({ type: 'lost' })
    expect(told.length).toBeGreaterThan(4)
    for (const thing of [...told, end, call, client]) expect(sightings(thing, hidden)).toEqual([])
    await platform.close()
  })
})

describe('the console and the warnings of the process', () => {
  it('had nothing to tell in all of this', () => {
    expect(said).toEqual([])
  })
})

describe('sightings', () => {
  it('find a secret wherever it is', () => {
    const hides: readonly unknown[] = [
      new Error('canary'),
      new Error('x', { cause: new Error('y', { cause: 'canary' }) }),
      { toJSON: () => 'canary' },
      Object.defineProperty({}, 'hidden', { value: 'canary' }),
      { deep: { deep: { deep: { deep: ['canary'] } } } },
      { url: 'https://x/?key=canary%20key' },
    ]
    for (const value of hides) expect(sightings(value, ['canary'])).not.toEqual([])
    expect(sightings(new Error('x'), ['canary'])).toEqual([])
  })
})
