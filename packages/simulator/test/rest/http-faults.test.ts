import { createClock, type Clock } from '@sinonjs/fake-timers'
import { createClient } from '@vatel/core'
import type { HttpFault } from '../../src/rules/faults/http-faults.ts'
import type { LoadedScenario } from '../../src/rules/scenario/loaded-scenario.ts'
import { simulatePlatform } from '../../src/simulate-platform.ts'
import { startSimulator } from '../../src/start-simulator.ts'
import { tinyScenario } from '../tiny-call.ts'

// Real sockets; no assertion depends on the time that passes.
jest.setTimeout(300_000)

interface Options {
  readonly http?: readonly HttpFault[]
  readonly seed?: number
  readonly scenario?: LoadedScenario
}

/** A platform with virtual time, on any transport. */
interface Carried {
  readonly url: string
  readonly apiKey: string
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** Resolves when so many requests have been decided. */
  asked(count: number): Promise<void>
  close(): Promise<void>
}

type Open = (options: Options) => Promise<Carried>

const counter = () => {
  let count = 0
  let notify: () => void = () => undefined
  return {
    log: () => {
      count += 1
      notify()
    },
    asked: (wanted: number): Promise<void> =>
      new Promise((resolve) => {
        notify = () => (count >= wanted ? resolve() : undefined)
        notify()
      }),
  }
}

const inMemory: Open = ({ http = [], seed = 1, scenario = tinyScenario }) => {
  const clock = createClock()
  const { log, asked } = counter()
  const platform = simulatePlatform({ scenario, faults: { http }, seed, clock, log })
  const { url, apiKey } = platform
  return Promise.resolve({
    url,
    apiKey,
    fetch: platform.fetch,
    clock,
    asked,
    close: () => Promise.resolve(),
  })
}

const overHttp: Open = async ({ http = [], seed = 1, scenario = tinyScenario }) => {
  const clock = createClock()
  const { log, asked } = counter()
  const simulator = await startSimulator({ scenario, faults: { http }, seed, clock, log })
  const { url, apiKey } = simulator
  return { url, apiKey, fetch, clock, asked, close: () => simulator.close() }
}

const clientOf = ({ apiKey, url, fetch, clock }: Carried) =>
  createClient({ apiKey, baseUrl: url, fetch, clock, retries: 0 })

const get = ({ url, apiKey, fetch }: Carried, path: string, signal?: AbortSignal): Promise<Response> =>
  fetch(url + path, {
    headers: { authorization: `Bearer ${apiKey}` },
    redirect: 'manual',
    ...(signal === undefined ? {} : { signal }),
  })

describe.each([
  ['in memory', inMemory],
  ['over HTTP', overHttp],
])('fault of REST, %s', (_name, open) => {
  let here: Carried | undefined
  const world = async (options: Options): Promise<Carried> => {
    here = await open(options)
    return here
  }
  afterEach(() => here?.close())

  it.each([
    [
      { status: 429, retryAfterSecs: 2 },
      { status: 429, retryAfterMs: 2_000 },
    ],
    [{ status: 429 }, { status: 429, retryAfterMs: undefined }],
    [{ status: 503 }, { status: 503, reason: 'injected fault' }],
  ])('refuses: %j', async (fault, error) => {
    const client = clientOf(await world({ http: [fault] }))
    await expect(client.agents.list()).rejects.toMatchObject({ _tag: 'RefusedError', ...error })
  })

  it('applies to one operation, and no other', async () => {
    const client = clientOf(await world({ http: [{ operation: 'llms.list', status: 502 }] }))
    await expect(client.llms.list()).rejects.toMatchObject({ status: 502 })
    expect(await client.agents.list()).toHaveLength(1)
  })

  it('lets some requests pass first, and ends after some', async () => {
    const platform = await world({ http: [{ skip: 1, times: 2, status: 500 }] })
    const statuses: number[] = []
    for (let each = 0; each < 5; each++) statuses.push((await get(platform, '/v1/llms')).status)
    expect(statuses).toEqual([200, 500, 500, 200, 200])
  })

  it('applies by chance, the same for the same seed', async () => {
    const statusesFor = async (seed: number): Promise<string> => {
      const platform = await open({ http: [{ chance: 0.5, status: 500 }], seed })
      const statuses: number[] = []
      for (let each = 0; each < 24; each++) statuses.push((await get(platform, '/v1/llms')).status)
      await platform.close()
      return statuses.join()
    }
    const first = await statusesFor(1)
    expect(first).toContain('200')
    expect(first).toContain('500')
    expect(await statusesFor(1)).toBe(first)
    expect(await statusesFor(2)).not.toBe(first)
  })

  it('redirects to another host, which the client does not follow', async () => {
    const platform = await world({ http: [{ redirect: 'https://elsewhere.test/v1/agents' }] })
    const response = await get(platform, '/v1/agents')
    expect([response.status, response.headers.get('location')]).toEqual([
      307,
      'https://elsewhere.test/v1/agents',
    ])
    await expect(clientOf(platform).agents.list()).rejects.toMatchObject({
      _tag: 'RedirectedError',
      targetOrigin: 'https://elsewhere.test',
    })
  })

  it('cuts a response, and the operation is done', async () => {
    const platform = await world({ http: [{ operation: 'agents.create', cutAfterBytes: 10 }] })
    const client = clientOf(platform)
    await expect(client.agents.create({ name: 'Grace' })).rejects.toMatchObject({
      _tag: 'UnreachableError',
      delivery: 'unknown',
    })
    expect(await client.agents.list()).toHaveLength(2)
  })

  it('refuses, and the operation is not done', async () => {
    const client = clientOf(await world({ http: [{ operation: 'agents.create', status: 500 }] }))
    await expect(client.agents.create({ name: 'Grace' })).rejects.toMatchObject({ status: 500 })
    expect(await client.agents.list()).toHaveLength(1)
  })

  it('stalls within a response until the client disconnects', async () => {
    const platform = await world({ http: [{ stallAfterBytes: 10 }] })
    const stop = new AbortController()
    const response = await get(platform, '/v1/llms', stop.signal)
    const reader = response.body?.getReader()
    const first = (await reader?.read()) as { readonly value?: Uint8Array } | undefined
    expect(Buffer.from(first?.value ?? []).toString()).toBe('{"llms":["')
    const rest = reader?.read()
    stop.abort(new Error('enough'))
    await expect(rest).rejects.toThrow()
  })

  it("exceeds a client's deadline", async () => {
    const platform = await world({ http: [{ stallAfterBytes: 0 }] })
    const listed = clientOf(platform).llms.list({ timeoutMs: 1_000 })
    const outcome = expect(listed).rejects.toMatchObject({ _tag: 'TimeoutError' })
    await platform.asked(1)
    await platform.clock.tickAsync(1_000)
    await outcome
  })

  it('delays a response', async () => {
    const platform = await world({ http: [{ delayMs: 900 }] })
    let status = 0
    const answered = get(platform, '/v1/llms').then((response) => (status = response.status))
    await platform.asked(1)
    await platform.clock.tickAsync(899)
    expect(status).toBe(0)
    await platform.clock.tickAsync(1)
    expect(await answered).toBe(200)
  })

  it('leaves a late response that nobody waits for', async () => {
    const platform = await world({ http: [{ delayMs: 900 }] })
    const stop = new AbortController()
    const answered = get(platform, '/v1/llms', stop.signal)
    await platform.asked(1)
    stop.abort(new Error('enough'))
    await expect(answered).rejects.toThrow('enough')
  })

  it('combines with others, and the later wins where they differ', async () => {
    const platform = await world({
      http: [{ delayMs: 500, status: 500 }, { operation: 'llms.list', status: 429 }, { cutAfterBytes: 3 }],
    })
    const answered = get(platform, '/v1/llms')
    await platform.asked(1)
    await platform.clock.tickAsync(500)
    const response = await answered
    expect(response.status).toBe(429)
    await expect(response.text()).rejects.toThrow('terminated')
  })

  it('can be part of a scenario', async () => {
    const scenario = {
      ...tinyScenario,
      scenario: { ...tinyScenario.scenario, faults: { http: [{ status: 503 }] } },
    }
    const platform = await (open === inMemory
      ? Promise.resolve(simulatePlatform({ scenario }))
      : startSimulator({ scenario }))
    const client = createClient({
      apiKey: platform.apiKey,
      baseUrl: platform.url,
      retries: 0,
      ...('fetch' in platform ? { fetch: platform.fetch } : {}),
    })
    await expect(client.llms.list()).rejects.toMatchObject({ status: 503 })
    if ('close' in platform) await platform.close()
  })
})
