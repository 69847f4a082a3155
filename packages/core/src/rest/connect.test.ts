import { createClock } from '@sinonjs/fake-timers'
import * as E from 'fp-ts/Either'
import { contextFor, openPlatform, type ScriptedPlatform, type Try } from '../../test/rest/platform.ts'
import { countingSignal } from '../../test/rest/counting-signal.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { apiKey } from '../../test/rest/serve.ts'
import { aFewTurns } from '../../test/rest/a-few-turns.ts'
import { countSockets } from '../../test/open-sockets.ts'
import { UnclosingSocket } from '../../test/unclosing-socket.ts'
import { until } from '../../test/until.ts'
import type { VatelError } from '../errors.ts'
import { createClient } from './client.ts'
import { connect } from './connect.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

const agent = { agent_id: 'a' }

let platform: ScriptedPlatform | undefined
const open = async (...script: readonly Try[]) => (platform = await openPlatform(script))
afterEach(async () => {
  await platform?.close()
  platform = undefined
})

/** Connects to a scripted platform, waits passing at once; gives the error, or `connected`. */
const outcome = async (...script: readonly Try[]): Promise<VatelError | 'connected'> => {
  const { baseUrl } = await open(...script)
  const result = await connect(contextFor(baseUrl), agent)
  if (E.isLeft(result)) return rejection(Promise.reject(result.left))
  result.right.close()
  expect(await result.right.ended).toEqual({ type: 'hung-up' })
  return 'connected'
}

describe('connect', () => {
  it('resolves with a call that has started', async () => {
    const { baseUrl, minted, used } = await open({})
    const client = createClient({ apiKey, baseUrl })
    const call = await client.connect(agent)
    expect(await call.started).toEqual({ id: 'call-1' })
    expect(call.state).toBe('live')
    call.close()
    await call.ended
    expect([minted.length, used]).toEqual([1, minted])
  })

  it.each<[string, Try]>([
    ['the mint is refused with 500', { mint: 500 }],
    ['the mint is refused with 503', { mint: 503 }],
    ['the mint is refused with 429', { mint: 429 }],
    ['the mint breaks off', { mint: 'reset' }],
    ['the upgrade is refused with 429', { upgrade: 429 }],
    ['the upgrade is refused with 500', { upgrade: 500 }],
    ['the upgrade is refused with 502', { upgrade: 502 }],
    ['the upgrade is refused with 503', { upgrade: 503 }],
    ['the upgrade breaks off', { upgrade: 'reset' }],
    ['the session ends before it starts', { upgrade: 'ended' }],
  ])('tries again when %s, with a fresh token', async (_name, fault) => {
    expect(await outcome(fault, fault, {})).toBe('connected')
    const { minted = [], used = [], requests = [] } = platform ?? {}
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(3)
    expect(used).toEqual(minted)
    expect(new Set(used).size).toBe('mint' in fault ? 1 : 3)
  })

  it.each<[string, Try]>([
    ...[400, 401, 403, 404].map((status): [string, Try] => [
      `the mint is refused with ${String(status)}`,
      { mint: status },
    ]),
    ...[200, 301, 400, 401, 403, 404].map((status): [string, Try] => [
      `the upgrade is refused with ${String(status)}`,
      { upgrade: status },
    ]),
  ])('is final when %s', async (_name, fault) => {
    expect(await outcome(fault, {})).toMatchObject({
      _tag: 'RefusedError',
      retryable: false,
      reason: 'not now',
    })
    expect(platform?.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  it('ends after three attempts, with the last failure', async () => {
    expect(await outcome({ upgrade: 503 })).toMatchObject({ _tag: 'RefusedError', status: 503 })
    expect([platform?.minted.length, new Set(platform?.used).size]).toEqual([3, 3])
  })

  it('says at once that the platform asks for more time than there is', async () => {
    expect(await outcome({ mint: 429, headers: { 'retry-after': '30' } })).toMatchObject({
      _tag: 'RefusedError',
      status: 429,
      retryAfterMs: 30_000,
    })
    expect(platform?.requests).toHaveLength(1)
  })

  it.each([
    [{ agent_id: 'a', transport: 'webrtc' }, 'input.transport'],
    [{ agent_id: 'a', promt: 'x' }, 'input.promt'],
    [{ token: 'x', agent_id: 'a' }, 'input'],
    [{ token: 7 }, 'token'],
    [{}, 'input'],
    [undefined, 'input'],
  ])('takes no input that cannot be meant (%#)', async (input, field) => {
    const client = createClient({ apiKey, baseUrl: 'http://127.0.0.1:1' })
    expect(await rejection(client.connect(input as never))).toMatchObject({
      _tag: 'InvalidArgumentError',
      field,
    })
  })

  it('opens a call with a token that was minted before', async () => {
    const { baseUrl } = await open({})
    const client = createClient({ apiKey, baseUrl })
    const call = await client.connect({ token: 'minted-before' })
    expect(await call.started).toMatchObject({ id: 'call-1' })
    expect([platform?.minted, platform?.used]).toEqual([[], ['minted-before']])
    call.close()
  })

  it('uses a token that was minted before once', async () => {
    const { baseUrl } = await open({ upgrade: 503 })
    const failed = rejection(createClient({ apiKey, baseUrl }).connect({ token: 'minted-before' }))
    expect(await failed).toMatchObject({ _tag: 'RefusedError', status: 503, retryable: true })
    expect(platform?.used).toEqual(['minted-before'])
  })

  it('takes from the retries that the client has left', async () => {
    const { baseUrl, requests } = await open({ mint: 503 })
    const context = contextFor(baseUrl)
    for (let call = 0; call < 10; call += 1) await connect(context, agent)
    expect(requests).toHaveLength(20)
  })

  it.each([301, 302, 303, 307, 308])('follows no redirect with %d at the upgrade', async (status) => {
    const other = await openPlatform([{}])
    const error = await outcome({ upgrade: status, headers: { location: `${other.baseUrl}/v1/connection` } })
    expect(error).toMatchObject({ _tag: 'RefusedError', status, retryable: false })
    expect([other.requests, platform?.used.length]).toEqual([[], 1])
    await other.close()
  })

  it('shows the token in the query of one request, and nowhere else', async () => {
    expect(await outcome({ upgrade: 503 }, { upgrade: 'reset' }, {})).toBe('connected')
    const { requests = [], minted = [] } = platform ?? {}
    for (const token of minted) {
      const places = requests.flatMap(({ url = '', headers }) => [
        ...(url.includes(token) ? [`url ${url.split('?')[0] ?? ''}`] : []),
        ...Object.entries(headers).flatMap(([name, value]) => (String(value).includes(token) ? [name] : [])),
      ])
      expect(places).toEqual(['url /v1/connection'])
    }
    for (const { url = '', headers } of requests.filter(({ headers }) => 'upgrade' in headers))
      expect(url + JSON.stringify(headers)).not.toContain(apiKey)
  })
})

describe('connect stops with its signal', () => {
  let isOpen = false
  class WatchedSocket extends UnclosingSocket {
    constructor(...args: ConstructorParameters<typeof UnclosingSocket>) {
      super(...args)
      this.addEventListener('open', () => (isOpen = true))
    }
  }
  beforeEach(() => (isOpen = false))
  const isStarting = () => isOpen

  /** Everything that a call's beginning waits for. */
  const points: readonly (readonly [string, Try, (platform: ScriptedPlatform, timers: number) => boolean])[] =
    [
      ['while the mint is not answered', { mint: 'silent' }, ({ requests }) => requests.length === 1],
      [
        'while the answer of the mint stands still',
        { mint: 'half' },
        ({ requests }) => requests.length === 1,
      ],
      ['between two tries', { mint: 503 }, ({ requests }, timers) => requests.length === 1 && timers === 1],
      ['while the upgrade is not answered', { upgrade: 'silent' }, ({ used }) => used.length === 1],
      ['while the refusal of the upgrade stands still', { upgrade: 'half' }, ({ used }) => used.length === 1],
      ['while the session does not start', { upgrade: 'unbegun' }, isStarting],
      ['while a frozen platform starts no session', { upgrade: 'frozen' }, isStarting],
    ]

  it.each(points)('%s', async (_name, script, isThere) => {
    const socketsBefore = countSockets()
    const { baseUrl } = await open(script)
    const clock = createClock()
    const watch = countingSignal()
    const client = createClient({ apiKey, baseUrl, clock })
    const failed = rejection(client.connect(agent, { signal: watch.signal, WebSocket: WatchedSocket }))
    await until(() => platform !== undefined && isThere(platform, clock.countTimers()))
    await aFewTurns()
    expect(watch.listeners).toBeGreaterThan(0)
    watch.abort('enough')
    let isTold = false
    void failed.then(() => (isTold = true))
    // No time passes: it does not wait for the other side.
    await aFewTurns()
    expect(isTold).toBe(true)
    expect(await failed).toMatchObject({ _tag: 'AbortedError', cause: 'enough' })
    // A platform that takes no part in closing is dropped after two seconds, and does not notice.
    const isFrozen = script.upgrade === 'frozen'
    if (isFrozen) await clock.tickAsync(2_000)
    const kept = isFrozen ? 1 : 0
    await until(() => watch.listeners === 0 && clock.countTimers() === 0)
    await until(() => {
      platform?.dropUnused()
      return platform?.connections === kept && countSockets() <= socketsBefore + kept
    })
    expect(clock.now).toBe(isFrozen ? 2_000 : 0)
    expect(platform?.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  it('before it begins', async () => {
    const { baseUrl, requests } = await open({})
    const client = createClient({ apiKey, baseUrl })
    expect(await rejection(client.connect(agent, { signal: AbortSignal.abort('enough') }))).toMatchObject({
      _tag: 'AbortedError',
      cause: 'enough',
    })
    expect(requests).toEqual([])
  })

  it('while the key is fetched', async () => {
    const watch = countingSignal()
    const client = createClient({ apiKey: () => new Promise(() => undefined), clock: createClock() })
    const failed = rejection(client.connect(agent, { signal: watch.signal }))
    watch.abort('enough')
    expect(await failed).toMatchObject({ _tag: 'AbortedError', delivery: 'not-sent' })
    expect(watch.listeners).toBe(0)
  })

  it('when the call is live: it hangs up', async () => {
    const { baseUrl } = await open({})
    const watch = countingSignal()
    const client = createClient({ apiKey, baseUrl })
    const call = await client.connect(agent, { signal: watch.signal })
    expect(watch.listeners).toBe(1)
    watch.abort()
    expect(await call.ended).toEqual({ type: 'hung-up' })
    expect(watch.listeners).toBe(0)
  })
})
