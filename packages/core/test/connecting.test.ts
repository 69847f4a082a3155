import { getEventListeners } from 'node:events'
import type { Socket } from 'node:net'
import { createClock, type Clock } from '@sinonjs/fake-timers'
import { isVatelError } from '../src/errors/vatel-error.ts'
import type { CallOptions } from '../src/socket/call-options.ts'
import { openCall } from '../src/socket/call-socket.ts'
import type { CallState } from '../src/socket/call-state.ts'
import { explainEnd } from '../src/socket/explain-end.ts'
import { openFaultProxy } from './fault-proxy/fault-proxy.ts'
import { openHttp, openLine, says, type Line } from './line.ts'
import { acceptOf, frameOf, openRawServer, startFrame, type RawServer } from './raw-server.ts'
import { until } from './until.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(60_000)

const token = 'canary-token'
const started = says('session_started', { id: 'call-1' })

/** Opens a call and gives how it failed, checking what every failure has. */
const failure = async (options: Omit<CallOptions, 'token'>) => {
  const call = openCall({ token, ...options })
  const error: unknown = await call.opened.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (!isVatelError(error)) throw new Error('opened did not reject with an error of this package')
  expect(typeof error.retryable).toBe('boolean')
  expect(error.message).not.toContain(token)
  const reason = await call.ended
  return { error, reason, ...explainEnd(reason) }
}

describe('an upgrade that is answered wrongly', () => {
  let server: RawServer
  beforeEach(async () => {
    server = await openRawServer()
  })
  afterEach(() => server.close())

  const answer = (status: string, headers = '', body = '') =>
    `HTTP/1.1 ${status}\r\n${headers}content-length: ${String(body.length)}\r\n\r\n${body}`

  it.each([
    ['200', 'server', false],
    ['301', 'server', false],
    ['400', 'server', false],
    ['401', 'auth', false],
    ['403', 'auth', false],
    ['404', 'server', false],
    ['429', 'busy', true],
    ['500', 'server', true],
    ['503', 'busy', true],
  ] as const)('tells status %s as %s', async (status, name, restartable) => {
    const seen = failure({ baseUrl: server.baseUrl })
    const { socket } = await server.answer()
    socket.end(answer(status, '', '{"error":"no"}'))
    expect(await seen).toMatchObject({
      reason: { type: 'refused', status: Number(status), message: 'no' },
      class: name,
      restartable,
    })
  })

  it.each([
    ['7', 7_000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['soon', undefined],
    ['-5', undefined],
  ])('passes on Retry-After: %s', async (value, retryAfterMs) => {
    const seen = failure({ baseUrl: server.baseUrl })
    const { socket } = await server.answer()
    socket.end(answer('503', `retry-after: ${value}\r\ndate: Thu, 01 Jan 2026 00:00:00 GMT\r\n`))
    expect((await seen).retryAfterMs).toBe(retryAfterMs)
  })

  it.each([
    ['a wrong accept key', (head: string) => acceptOf(head).replace(/Accept: ./, 'Accept: !')],
    [
      'a protocol that nobody asked for',
      (head: string) => acceptOf(head).replace('\r\n\r\n', '\r\nSec-WebSocket-Protocol: x\r\n\r\n'),
    ],
    [
      'an extension that nobody asked for',
      (head: string) =>
        acceptOf(head).replace('\r\n\r\n', '\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n'),
    ],
    ['a 101 that does not upgrade', (head: string) => acceptOf(head).replace('n: Upgrade', 'n: Upgvade')],
    ['no HTTP', () => '\u0016\u0003\u0001 junk'],
    ['a FIN', () => ''],
  ])('fails with a typed error at %s, and does not claim that nothing was sent', async (_name, reply) => {
    const seen = failure({ baseUrl: server.baseUrl })
    const { socket, head } = await server.answer()
    socket.end(reply(head))
    expect(await seen).toMatchObject({
      reason: { type: 'failed' },
      error: { _tag: 'Unreachable', outcome: 'unknown' },
      class: 'lost',
    })
  })

  it('offers no compression, so that nobody can send a bomb', async () => {
    const call = openCall({ token, baseUrl: server.baseUrl })
    const { head } = await server.answer()
    expect(head.toLowerCase()).not.toContain('extensions')
    call.close()
    await call.ended
  })

  it('fails when TLS is expected and something else answers', async () => {
    const http = await openHttp((_request, response) => response.end())
    const { error, reason } = await failure({ baseUrl: http.baseUrl.replace('http:', 'https:') })
    expect([error._tag, reason.type]).toEqual(['Unreachable', 'failed'])
    await http.close()
  })

  it('does not follow a redirect, and so sends the token to nobody else', async () => {
    const other = await openRawServer()
    const seen = failure({ baseUrl: server.baseUrl })
    const { socket } = await server.answer()
    let wasAsked = false
    void other.answer().then(
      () => (wasAsked = true),
      () => undefined,
    )
    socket.end(answer('302 Found', `location: ${other.baseUrl}/v1/connection\r\n`))
    expect((await seen).reason).toMatchObject({ type: 'refused', status: 302 })
    for (let n = 0; n < 50; n += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(wasAsked).toBe(false)
    await other.close()
  })
})

describe('a platform that is not there', () => {
  let line: Line
  let clock: Clock
  beforeEach(async () => {
    line = await openLine()
    clock = createClock()
  })
  afterEach(() => line.close())

  it('refuses connections', async () => {
    const proxy = await openFaultProxy({ target: line.baseUrl })
    await proxy.refuse()
    expect(await failure({ baseUrl: proxy.baseUrl })).toMatchObject({
      error: { _tag: 'Unreachable', code: 'ECONNREFUSED', outcome: 'not-sent', retryable: true },
    })
    await proxy.close()
  })

  it('hangs: the call gives up after ten seconds and not before', async () => {
    const proxy = await openFaultProxy({ target: line.baseUrl, rules: [{ hang: true }] })
    const call = openCall({ token, baseUrl: proxy.baseUrl, clock })
    await until(() => proxy.accepted === 1)
    await clock.tickAsync(9_999)
    expect(call.state).toBe('opening')
    await clock.tickAsync(1)
    expect(await call.ended).toEqual({ type: 'timed-out', stage: 'opening' })
    await proxy.close()
  })

  it('never starts the session: the call gives up ten seconds after the upgrade, and closes', async () => {
    const call = openCall({ token, baseUrl: line.baseUrl, clock })
    const { socket } = await line.answer()
    let closed = false
    socket.on('close', () => (closed = true))
    await until(() => call.state === 'starting')
    socket.send(says('response_text', { turn_id: 't', text: 'too early' }))
    await clock.tickAsync(9_999)
    expect(call.state).toBe('starting')
    await clock.tickAsync(1)
    expect(await call.ended).toEqual({ type: 'timed-out', stage: 'starting' })
    await expect(call.opened).rejects.toMatchObject({
      _tag: 'TimedOut',
      stage: 'starting',
      retryable: true,
      outcome: 'unknown',
    })
    await until(() => closed)
    expect(clock.countTimers()).toBe(0)
  })

  it('starts the session twice, or late among others: the first one counts', async () => {
    const call = openCall({ token, baseUrl: line.baseUrl, clock })
    const { socket } = await line.answer()
    socket.send(says('response_text', { turn_id: 't', text: 'early' }))
    socket.send(started)
    socket.send(says('session_started', { id: 'call-2' }))
    socket.send(says('session_ended'))
    expect(await call.opened).toEqual({ id: 'call-1' })
    const types = []
    for await (const { type } of call.messages()) types.push(type)
    expect(types).toEqual(['response_text', 'session_started', 'session_started', 'session_ended'])
  })
})

describe('leaving while a call begins', () => {
  type Answer = () => Promise<{ readonly socket: Socket; readonly head: string }>
  type Reach = (answer: Answer, state: () => CallState) => Promise<unknown>
  const moments: readonly (readonly [name: string, state: CallState, reach: Reach])[] = [
    ['before anything', 'opening', () => Promise.resolve()],
    ['when the request is out', 'opening', (answer) => answer()],
    [
      'within the head of the answer',
      'opening',
      async (answer) => (await answer()).socket.write('HTTP/1.1 101 Swit'),
    ],
    [
      'within the body of a refusal',
      'opening',
      async (answer) => (await answer()).socket.write('HTTP/1.1 401 No\r\ncontent-length: 99\r\n\r\n{"er'),
    ],
    [
      'after the upgrade',
      'starting',
      async (answer, state) => {
        const { socket, head } = await answer()
        socket.write(acceptOf(head))
        await until(() => state() === 'starting')
      },
    ],
    [
      'within the first frame',
      'starting',
      async (answer, state) => {
        const { socket, head } = await answer()
        socket.write(Buffer.concat([Buffer.from(acceptOf(head)), startFrame.subarray(0, 9)]))
        await until(() => state() === 'starting')
      },
    ],
    [
      'after another message',
      'starting',
      async (answer, state) => {
        const { socket, head } = await answer()
        socket.write(Buffer.concat([Buffer.from(acceptOf(head)), frameOf(says('mystery'))]))
        await until(() => state() === 'starting')
      },
    ],
    [
      'as soon as it is live',
      'live',
      async (answer, state) => {
        const { socket, head } = await answer()
        socket.write(Buffer.concat([Buffer.from(acceptOf(head)), startFrame]))
        await until(() => state() === 'live')
      },
    ],
  ]
  const ways = ['close()', 'the signal'] as const

  it.each(moments.flatMap((moment) => ways.map((way) => [moment[0], way, moment] as const)))(
    'leaves nothing behind: %s, by %s',
    async (_name, way, [, state, reach]) => {
      const server = await openRawServer()
      const clock = createClock()
      const abort = new AbortController()
      const call = openCall({ token, baseUrl: server.baseUrl, clock, signal: abort.signal })
      let connection: Socket | undefined
      await reach(
        async () => {
          const answered = await server.answer()
          connection = answered.socket
          return answered
        },
        () => call.state,
      )
      expect(call.state).toBe(state)
      if (way === 'close()') call.close()
      else abort.abort()
      // A peer that does not take part in closing is dropped after two seconds; before the upgrade there is none.
      if (state !== 'opening') await clock.tickAsync(2_000)
      expect(await call.ended).toEqual({ type: 'hung-up' })
      if (state !== 'live') await expect(call.opened).rejects.toMatchObject({ _tag: 'Aborted' })
      await until(() => connection?.destroyed !== false)
      expect(clock.countTimers()).toBe(0)
      expect(getEventListeners(abort.signal, 'abort')).toHaveLength(0)
      await server.close()
    },
  )

  it('opens nothing when the signal has been aborted before', async () => {
    const call = openCall({ token, baseUrl: 'http://127.0.0.1:1', signal: AbortSignal.abort() })
    await expect(call.opened).rejects.toMatchObject({ _tag: 'Aborted' })
    expect(await call.ended).toEqual({ type: 'hung-up' })
  })

  it('does not wait for a refusal that never ends', async () => {
    const clock = createClock()
    const http = await openHttp((_request, response) => response.writeHead(401).write('{'))
    const call = openCall({ token, baseUrl: http.baseUrl, clock })
    for (let n = 0; n < 100; n += 1) await new Promise((resolve) => setImmediate(resolve))
    await clock.tickAsync(10_000)
    expect(await call.ended).toEqual({ type: 'timed-out', stage: 'opening' })
    await http.close()
  })
})
