import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClock } from '@sinonjs/fake-timers'
import { everyMethod, secrets, type Operation } from '../../test/rest/every-method.ts'
import { apiKey, closeServers, reset, serve, successOf, type Answer } from '../../test/rest/serve.ts'
import { sightings } from '../../test/rest/sightings.ts'
import { succeed } from '../../test/rest/succeed.ts'
import { aFewTurns } from '../../test/rest/a-few-turns.ts'
import { knowNoInvalidNames } from '../../test/unknown-names.ts'
import { createClient as createTasks } from '../fp.ts'
import { openCall } from '../call/socket.ts'
import { createClient, type Client } from './client.ts'
import { endpoints } from './endpoints.ts'
import { readRecording } from './recording.ts'
import { saveRecording } from '../node.ts'
import type { ClientOptions } from './client.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

const canaries = [apiKey, ...Object.values(secrets)]

beforeAll(knowNoInvalidNames)
afterEach(closeServers)
afterAll(() => jest.restoreAllMocks())

/** Tells the client all that it sent: a platform or a proxy that quotes. */
const echo =
  (status: number, type = 'application/json'): Answer =>
  ({ headers: { authorization = '' }, url = '' }, response, body) => {
    const text = `${authorization} ${url} ${body}`
    const location = `https://example.org/${encodeURIComponent(text)}?${encodeURIComponent(text)}`
    response.writeHead(status, { 'content-type': type, location })
    response.end(type === 'text/html' ? `<p>${text}` : JSON.stringify({ error: text }))
  }

/** Begins an answer that quotes, and then does something else than end it. */
const begun =
  (then: Answer): Answer =>
  (request, response, body) => {
    const { headers, url = '' } = request
    response.writeHead(successOf(request), { 'content-type': 'application/json', 'content-length': 9_999 })
    response.write(JSON.stringify([headers.authorization, url, body]), () => then(request, response, body))
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
  /** Whether it is met before a stream is given, or a body is not read at all. */
  readonly inBody?: boolean
}

const situations: Readonly<Record<string, Situation>> = {
  'a 400 that quotes': { answer: echo(400), tag: 'RefusedError' },
  'a 401 that quotes': { answer: echo(401), tag: 'RefusedError' },
  'a 500 that quotes': { answer: echo(500), tag: 'RefusedError' },
  'a page that quotes': { answer: echo(502, 'text/html'), tag: 'RefusedError' },
  'a redirect that quotes': { answer: echo(307), tag: 'RedirectedError' },
  'a success that is a page that quotes': { answer: echo(200, 'text/html'), tag: 'InvalidResponseError' },
  'a success that quotes where something else is due': {
    answer: ({ headers: { authorization } }, response, body) =>
      response.end(JSON.stringify([authorization, body])),
    tag: 'InvalidResponseError',
    inBody: true,
  },
  'an answer that is cut where it quotes': {
    answer: begun((request) => request.socket.destroy()),
    tag: 'UnreachableError',
    inBody: true,
  },
  'an answer that stands still where it quotes': {
    answer: begun(() => undefined),
    meanwhile: async (clock) => {
      await aFewTurns()
      await clock.tickAsync(30_000)
    },
    tag: 'TimeoutError',
    inBody: true,
  },
  'a name that nobody knows': { options: { baseUrl: 'https://nobody.invalid' }, tag: 'UnreachableError' },
  'a lost connection': { answer: reset, tag: 'UnreachableError' },
  'a fetch that quotes': { options: { fetch: talkative }, tag: 'UnreachableError' },
  silence: {
    answer: silent,
    meanwhile: async (clock) => {
      await aFewTurns()
      await clock.tickAsync(30_000)
    },
    tag: 'TimeoutError',
  },
  'an abort': {
    answer: silent,
    meanwhile: async (_clock, abort) => {
      await aFewTurns()
      abort.abort()
    },
    tag: 'AbortedError',
  },
}

/** Where an error that has to be thrown shows a secret. */
const thrownBy = (attempt: () => unknown): readonly string[] => {
  try {
    attempt()
  } catch (error) {
    expect(error).toMatchObject({ _tag: 'InvalidArgumentError' })
    return sightings(error, canaries)
  }
  return ['nothing was thrown']
}

const file = join(tmpdir(), `vatel-canaries-${String(process.pid)}.wav`)
afterAll(() => rm(file, { force: true }))

/** What is made of operations, beside the operations themselves. */
const publicMethods: readonly Pick<Operation, 'name' | 'endpoint' | 'call'>[] = [
  ...everyMethod,
  {
    name: 'calls.pages',
    endpoint: endpoints.calls.list,
    call: ({ calls }, options) => calls.pages({ search: 'x' }, options).next(),
  },
  {
    name: 'calls.all',
    endpoint: endpoints.calls.list,
    call: ({ calls }, options) => calls.all({ search: 'x' }, options).next(),
  },
  {
    name: 'calls.downloadRecording, and readRecording,',
    endpoint: endpoints.calls.downloadRecording,
    call: ({ calls }, options) => calls.downloadRecording('c', options).then((it) => readRecording(it)),
  },
  {
    name: 'calls.downloadRecording, and saveRecording,',
    endpoint: endpoints.calls.downloadRecording,
    call: ({ calls }, options) => calls.downloadRecording('c', options).then((it) => saveRecording(it, file)),
  },
]

describe('no secret shows', () => {
  it.each(publicMethods)('when $name succeeds', async (operation) => {
    const { client, seen } = await serve([succeed(operation)])
    const result = await operation.call(client)
    expect(sightings(client, canaries)).toEqual([])
    // What the platform gives is the caller's, its tokens too; what was sent is in none of it.
    expect(sightings(result, [apiKey, secrets.password, secrets.authToken, secrets.prompt])).toEqual([])
    expect(seen[0]?.headers.authorization).toBe(`Bearer ${apiKey}`)
  })

  describe.each(Object.entries(situations))(
    'after %s',
    (_name, { answer = silent, options, meanwhile, tag, inBody = false }) => {
      // A deletion has no body: what comes with its success is not read. A recording is read by who asked for it.
      const met = publicMethods.filter(
        ({ endpoint }) =>
          (tag !== 'InvalidResponseError' && !inBody) ||
          (endpoint.response !== 'nothing' && !(inBody && endpoint.response === 'stream')),
      )

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

  it.each(everyMethod)('in what the fp-ts face returns, of $name', async ({ call }) => {
    const { baseUrl } = await serve([echo(401)])
    const tasks = createTasks({ apiKey, baseUrl })
    // The same methods, but that they give functions to be called once more.
    const result = await ((await call(tasks as never)) as () => Promise<unknown>)()
    expect(result).toMatchObject({ _tag: 'Left', left: { _tag: 'RefusedError', status: 401 } })
    expect([...sightings(result, canaries), ...sightings(tasks, canaries)]).toEqual([])
  })

  it.each(['the connection breaks', 'the platform stands still', 'its reader stops'])(
    'of a recording, when %s in its middle',
    async (way) => {
      const clock = createClock()
      const { client } = await serve(
        [
          (request, response) => {
            response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': 9_999 })
            response.write('RIFF', () => way === 'the connection breaks' && request.socket.destroy())
          },
        ],
        { clock },
      )
      const abort = new AbortController()
      const recording = await client.calls.downloadRecording('c', { signal: abort.signal })
      const reading = readRecording(recording).catch((error: unknown) => error)
      await aFewTurns()
      if (way === 'the platform stands still') await clock.tickAsync(30_000)
      if (way === 'its reader stops') abort.abort()
      const error = await reading
      expect(error).toMatchObject({
        _tag: expect.stringMatching(/UnreachableError|TimeoutError|Aborted/) as string,
      })
      for (const thing of [error, recording, client]) expect(sightings(thing, canaries)).toEqual([])
    },
  )

  const wrongOf = (secret: string) => [
    `${secret}\n`,
    `${secret}\r\nX-Evil: ${secret}`,
    `${secret}\0${secret}`,
    `${secret}é`,
    `é${secret}`,
    ` ${secret}`,
    `${secret} ${secret}`,
    `\t${secret}`,
    `${secret}\u2028`,
    `${secret}\ud800`,
  ]

  it.each([...wrongOf(apiKey), apiKey.repeat(500)])('in what is thrown of a key like %#', async (key) => {
    for (const make of [createClient, createTasks]) expect(thrownBy(() => make({ apiKey: key }))).toEqual([])
    const { client, seen } = await serve([silent], { apiKey: () => Promise.resolve(key) })
    const error = await client.agents.list().catch((reason: unknown) => reason)
    expect(error).toMatchObject({ _tag: 'InvalidArgumentError', field: 'apiKey' })
    expect([...sightings(error, canaries), ...sightings(client, canaries)]).toEqual([])
    expect(seen).toEqual([])
  })

  it.each(wrongOf(secrets.token))('in what is thrown of a token like %#', (token) => {
    expect(thrownBy(() => openCall({ token }))).toEqual([])
  })

  it.each([
    `https://me:${secrets.password}@example.org`,
    `https://[${secrets.password}`,
    `http://${secrets.password}`,
    `https://example.org/?key=${apiKey}`,
    `https://example.org/#${secrets.token}`,
    `${apiKey}://example.org`,
  ])('in what is thrown of a base URL like %#', (baseUrl) => {
    expect(thrownBy(() => createClient({ apiKey, baseUrl }))).toEqual([])
    expect(thrownBy(() => openCall({ token: secrets.token, baseUrl }))).toEqual([])
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
      expect(error).toMatchObject({ _tag: 'InvalidArgumentError' })
      expect(sightings(error, canaries)).toEqual([])
    }
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
