import { createClock } from '@sinonjs/fake-timers'
import { openFaultProxy } from '../../test/fault-proxy/fault-proxy.ts'
import { countingSignal } from '../../test/rest/counting-signal.ts'
import { openFullQueue } from '../../test/rest/full-queue.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { apiKey, closeServers, json, serve, type Answer } from '../../test/rest/serve.ts'
import { aFewTurns } from '../../test/rest/a-few-turns.ts'
import { until } from '../../test/until.ts'
import { createClient } from './client.ts'
import type { ClientOptions } from './client.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

const opened: { close(): unknown }[] = []
const keep = <T extends { close(): unknown }>(server: T): T => {
  opened.push(server)
  return server
}
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close()
  await closeServers()
})

const silent: Answer = () => undefined
const begun: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('[')
}
const half =
  (status: number): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).write('{"error":"n')
  }
const never = () => new Promise<never>(() => undefined)

/** A client in virtual time that says when it was answered. */
const inVirtualTime = async (answers: readonly Answer[], options: Partial<ClientOptions> = {}) => {
  const clock = createClock()
  let answered = 0
  const fetch: typeof globalThis.fetch = async (...args) => {
    const response = await globalThis.fetch(...args)
    answered += 1
    return response
  }
  const served = await serve(answers, { clock, fetch, ...options })
  return { ...served, clock, answered: () => answered }
}

/** Sees a request out to the end of its time: it has not ended a millisecond before, and has ended then. */
const endsAt = async (clock: ReturnType<typeof createClock>, atMs: number, request: Promise<unknown>) => {
  const failed = rejection(request)
  let isOver = false
  void failed.then(() => (isOver = true))
  await clock.tickAsync(atMs - 1 - clock.now)
  await aFewTurns()
  expect([isOver, clock.countTimers()]).toEqual([false, 1])
  await clock.tickAsync(1)
  expect([isOver, clock.countTimers()]).toEqual([true, 0])
  return failed
}

describe('one try', () => {
  it('ends after 30 s when nothing is answered, and hangs up', async () => {
    let isOpen = true
    const { client, clock, seen } = await inVirtualTime([
      ({ socket }) => socket.on('close', () => (isOpen = false)),
    ])
    const asked = client.agents.dial('a', { number: '+49301' })
    await until(() => seen.length === 1)
    expect(await endsAt(clock, 30_000, asked)).toMatchObject({
      _tag: 'TimeoutError',
      stage: 'request',
      afterMs: 30_000,
      delivery: 'unknown',
    })
    await until(() => !isOpen)
  })

  it('ends when no TCP connection comes about', async () => {
    const queue = keep(await openFullQueue())
    const clock = createClock()
    const client = createClient({ apiKey, baseUrl: queue.baseUrl, clock, timeoutMs: 5_000, retries: 0 })
    const failed = await endsAt(clock, 5_000, client.agents.list())
    expect(failed).toMatchObject({ _tag: 'TimeoutError', stage: 'request', afterMs: 5_000 })
  })

  it('ends when TLS does not begin', async () => {
    const proxy = keep(await openFaultProxy({ target: 'http://127.0.0.1:1', rules: [{ hang: true }] }))
    const clock = createClock()
    const baseUrl = proxy.baseUrl.replace('http:', 'https:')
    const client = createClient({ apiKey, baseUrl, clock, timeoutMs: 5_000, retries: 0 })
    const asked = client.agents.list()
    await until(() => proxy.accepted === 1)
    const failed = await endsAt(clock, 5_000, asked)
    expect(failed).toMatchObject({ _tag: 'TimeoutError', stage: 'request', afterMs: 5_000 })
  })

  it('ends when the head of the answer stands still', async () => {
    const { client, clock, seen } = await inVirtualTime(
      [({ socket }) => socket.write('HTTP/1.1 200 OK\r\ncontent-type: applic')],
      { timeoutMs: 1_000, retries: 0 },
    )
    const asked = client.agents.list()
    await until(() => seen.length === 1)
    const failed = await endsAt(clock, 1_000, asked)
    expect(failed).toMatchObject({ _tag: 'TimeoutError', stage: 'request', afterMs: 1_000 })
  })

  it.each([
    ['the answer', begun],
    ['a refusal', half(503)],
    ['a refusal that is final', half(400)],
  ])('ends when %s stands still in its middle', async (_name, answer) => {
    const { client, clock, answered } = await inVirtualTime([answer], { timeoutMs: 1_000, retries: 0 })
    const asked = client.agents.list()
    await until(() => answered() === 1)
    const failed = await endsAt(clock, 1_000, asked)
    expect(failed).toMatchObject({
      _tag: 'TimeoutError',
      stage: 'answer',
      afterMs: 1_000,
      delivery: 'unknown',
    })
  })

  it.each([
    ['list', 200],
    ['refusal', 503],
  ])('ends when a %s comes byte by byte, one a second', async (_name, status) => {
    let drip: () => void = () => undefined
    const dripping: Answer = (_request, response) => {
      response.writeHead(status).write('[')
      drip = () => response.write(' ')
    }
    const { client, clock, answered } = await inVirtualTime([dripping], { retries: 0 })
    const asked = client.agents.list()
    await until(() => answered() === 1)
    for (let second = 0; second < 29; second += 1) {
      drip()
      await aFewTurns()
      await clock.tickAsync(1_000)
    }
    drip()
    const failed = await endsAt(clock, 30_000, asked)
    expect(failed).toMatchObject({ _tag: 'TimeoutError', stage: 'answer', afterMs: 30_000 })
  })

  it('ends when a recording does not begin', async () => {
    const { client, clock, seen } = await inVirtualTime([silent], { retries: 0 })
    const asked = client.calls.downloadRecording('c')
    await until(() => seen.length === 1)
    const failed = await endsAt(clock, 30_000, asked)
    expect(failed).toMatchObject({ _tag: 'TimeoutError', stage: 'request', afterMs: 30_000 })
  })

  it.each([
    ['a fetch never answers', { fetch: never }, 'unknown'],
    ['the key does not come', { apiKey: never }, 'not-sent'],
  ])('ends when %s', async (_name, options, delivery) => {
    const clock = createClock()
    const client = createClient({ apiKey, clock, ...options })
    const asked = client.agents.create({ name: 'Ann' }, { timeoutMs: 5_000, retries: 0 })
    const failed = await endsAt(clock, 5_000, asked)
    expect(failed).toMatchObject({ _tag: 'TimeoutError', stage: 'request', afterMs: 5_000, delivery })
  })

  it('sends nothing when the key comes too late', async () => {
    const clock = createClock()
    let sent = 0
    let give: (key: string) => void = () => undefined
    const client = createClient({
      apiKey: () => new Promise((resolve) => (give = resolve)),
      fetch: () => {
        sent += 1
        return never()
      },
      clock,
      retries: 0,
    })
    const failed = rejection(client.agents.list())
    await clock.tickAsync(30_000)
    await failed
    give(apiKey)
    await aFewTurns()
    expect(sent).toBe(0)
  })
})

describe('a whole call', () => {
  const hanging = (options: Partial<ClientOptions>) => {
    const clock = createClock()
    return { clock, client: createClient({ apiKey, clock, fetch: never, ...options }) }
  }

  it('ends within two minutes, however often it is tried again', async () => {
    const { client, clock } = hanging({ retries: 9 })
    const failed = rejection(client.agents.list())
    await clock.tickAsync(119_000)
    await clock.tickAsync(1_000)
    expect(await failed).toMatchObject({ _tag: 'TimeoutError' })
    expect(clock.countTimers()).toBe(0)
  })

  it('lasts longer when one try may', async () => {
    const { client, clock } = hanging({ timeoutMs: 300_000, retries: 0 })
    const failed = rejection(client.agents.list())
    await clock.tickAsync(299_999)
    expect(clock.countTimers()).toBe(1)
    await clock.tickAsync(1)
    expect(await failed).toMatchObject({ _tag: 'TimeoutError', afterMs: 300_000 })
  })

  it('does not begin a wait that it could not survive', async () => {
    const clock = createClock()
    const busy = () => Promise.resolve(new Response('{}', { status: 429, headers: { 'retry-after': '50' } }))
    const client = createClient({ apiKey, clock, fetch: busy, retries: 5 })
    const failed = rejection(client.agents.list())
    await clock.tickAsync(110_000)
    expect(await failed).toMatchObject({ _tag: 'RefusedError', status: 429, retryAfterMs: 50_000 })
    expect(clock.countTimers()).toBe(0)
  })
})

describe('the wait between tries', () => {
  it('wakes on the signal, and leaves nothing behind', async () => {
    const watch = countingSignal()
    const { client, clock, seen } = await inVirtualTime([json(503, {}, { 'retry-after': '60' })])
    const failed = rejection(client.agents.list({ signal: watch.signal }))
    await until(() => seen.length === 1 && clock.countTimers() === 1)
    await clock.tickAsync(1_000)
    await until(() => clock.countTimers() === 1)
    expect(watch.listeners).toBe(1)
    watch.abort('enough')
    expect(await failed).toMatchObject({ _tag: 'AbortedError', cause: 'enough', delivery: 'unknown' })
    expect([watch.listeners, clock.countTimers()]).toEqual([0, 0])
  })
})
