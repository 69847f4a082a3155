import { createClock, type Clock } from '@sinonjs/fake-timers'
import { isVatelError } from '../src/errors.ts'
import { type CallOptions, openCall } from '../src/call/socket.ts'
import { explainEnd } from '../src/call/end-reason.ts'
import { openFaultProxy } from './fault-proxy/fault-proxy.ts'
import { openLine, says, type Line } from './line.ts'
import { countSockets } from './open-sockets.ts'
import { acceptOf, openRawServer, type RawServer } from './raw-server.ts'
import { until } from './until.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

const token = 'canary-token'
const started = says('session_started', { id: 'call-1' })

let socketsBefore = 0
beforeEach(() => {
  socketsBefore = countSockets()
})
/** Whatever a test did, every connection of it closes. */
const allClose = () => until(() => countSockets() <= socketsBefore)

/** Opens a call and gives how it failed, checking what every failure has. */
const failure = async (options: Omit<CallOptions, 'token' | 'clock'>) => {
  const clock = createClock()
  const call = openCall({ token, clock, ...options })
  const emitted: unknown[] = []
  call.on('end', (reason) => emitted.push(reason))
  const error: unknown = await call.started.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (!isVatelError(error)) throw new Error('opened did not reject with an error of this package')
  expect(typeof error.retryable).toBe('boolean')
  expect(error.message).not.toContain(token)
  const reason = await call.ended
  expect([emitted, clock.countTimers(), clock.now]).toEqual([[reason], 0, 0])
  return { error, reason, ...explainEnd(reason) }
}

describe('an upgrade that is answered wrongly', () => {
  let server: RawServer
  beforeEach(async () => {
    server = await openRawServer()
  })
  afterEach(async () => {
    await server.close()
    await allClose()
  })

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
  ] as const)('tells status %s as %s', async (status, name, retryable) => {
    const seen = failure({ baseUrl: server.baseUrl })
    const { socket } = await server.answer()
    socket.end(answer(status, '', '{"error":"no"}'))
    expect(await seen).toMatchObject({
      reason: { type: 'refused', status: Number(status), message: 'no' },
      error: { _tag: 'RefusedError', status: Number(status), reason: 'no', retryable: retryable },
      class: name,
      retryable,
    })
  })

  it('lets go of the connection of a refusal, though the platform keeps it', async () => {
    const seen = failure({ baseUrl: server.baseUrl })
    const { socket } = await server.answer()
    socket.write(answer('401', '', '{"error":"no"}'))
    expect((await seen).reason).toMatchObject({ type: 'refused', message: 'no' })
    await until(() => socket.destroyed)
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
      error: { _tag: 'UnreachableError', delivery: 'unknown' },
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

  it.each<[string, Buffer]>([
    ['HTTP', Buffer.from(answer('400 Bad Request'))],
    ['no TLS at all', Buffer.alloc(600, 'junk')],
    ['a handshake without an end', Buffer.from([0x16, 3, 3, 0x40, 0, 2, 0, 0, 0])],
    ['a record that is too long', Buffer.concat([Buffer.from([0x16, 3, 3, 0xff, 0xff]), Buffer.alloc(600)])],
    ['an alert', Buffer.from([0x15, 3, 3, 0, 2, 2, 40])],
    ['a FIN', Buffer.alloc(0)],
  ])('fails with a typed error when TLS is expected and %s comes', async (_name, reply) => {
    const seen = failure({ baseUrl: server.baseUrl.replace('http:', 'https:') })
    const { socket } = await server.answer('')
    socket.end(reply)
    expect(await seen).toMatchObject({
      reason: { type: 'failed' },
      error: { _tag: 'UnreachableError', delivery: 'not-sent', retryable: true },
      class: 'lost',
    })
  })

  it.each(
    [301, 302, 303, 307, 308].flatMap((status) =>
      ['another host', 'the same host'].map((where) => [status, where] as const),
    ),
  )('does not follow status %d to %s, and so sends the token to nobody else', async (status, where) => {
    const other = where === 'the same host' ? server : await openRawServer()
    const seen = failure({ baseUrl: server.baseUrl })
    const { socket } = await server.answer()
    let wasAsked = false
    void other.answer().then(
      () => (wasAsked = true),
      () => undefined,
    )
    socket.end(answer(`${String(status)} Elsewhere`, `location: ${other.baseUrl}/v1/connection\r\n`))
    expect((await seen).reason).toMatchObject({ type: 'refused', status })
    for (let n = 0; n < 50; n += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(wasAsked).toBe(false)
    if (other !== server) await other.close()
  })
})

describe('a platform that is not there', () => {
  let line: Line
  let clock: Clock
  beforeEach(async () => {
    line = await openLine()
    clock = createClock()
  })
  afterEach(async () => {
    await line.close()
    await allClose()
  })

  it('refuses connections', async () => {
    const proxy = await openFaultProxy({ target: line.baseUrl })
    await proxy.refuse()
    expect(await failure({ baseUrl: proxy.baseUrl })).toMatchObject({
      error: { _tag: 'UnreachableError', code: 'ECONNREFUSED', delivery: 'not-sent', retryable: true },
    })
    await proxy.close()
  })

  it.each(['http:', 'https:'])(
    'hangs: a call by %s gives up after ten seconds and not before',
    async (scheme) => {
      const proxy = await openFaultProxy({ target: line.baseUrl, rules: [{ hang: true }] })
      const call = openCall({ token, baseUrl: proxy.baseUrl.replace('http:', scheme), clock })
      await until(() => proxy.accepted === 1)
      await clock.tickAsync(9_999)
      expect(call.state).toBe('connecting')
      await clock.tickAsync(1)
      expect(await call.ended).toEqual({ type: 'timed-out', stage: 'connecting' })
      await expect(call.started).rejects.toMatchObject({
        _tag: 'TimeoutError',
        stage: 'connecting',
        retryable: true,
      })
      expect(clock.countTimers()).toBe(0)
      await proxy.close()
    },
  )

  /** Everything else that a platform may say. */
  const early = [
    says('response_audio', { turn_id: 't', audio: 'AAAA' }),
    says('response_text', { turn_id: 't', text: 'too early' }),
    says('input_audio_transcript', { transcript: 'so' }),
    says('speech_started'),
    says('speech_stopped'),
    says('interruption'),
    says('tool_call', { toolCallId: '7', toolName: 'look' }),
    says('mystery'),
  ]

  it('says everything but that the session has started: the call ends ten seconds after the upgrade, and closes', async () => {
    const call = openCall({ token, baseUrl: line.baseUrl, clock })
    const { socket } = await line.answer()
    let closed = false
    socket.on('close', () => (closed = true))
    await until(() => call.state === 'starting')
    let heard = 0
    socket.on('message', () => (heard += 1))
    const types: string[] = []
    call.on('message', ({ type }) => types.push(type))
    for (const text of early) socket.send(text)
    call.sendAudio(new Int16Array(480))
    await until(() => types.length === early.length)
    await clock.tickAsync(9_999)
    expect(call.state).toBe('starting')
    await clock.tickAsync(1)
    expect(await call.ended).toEqual({ type: 'timed-out', stage: 'starting' })
    expect([heard, call.delivery.invalidMessages, types.length]).toEqual([0, 0, early.length])
    await expect(call.started).rejects.toMatchObject({
      _tag: 'TimeoutError',
      stage: 'starting',
      retryable: true,
      delivery: 'unknown',
    })
    await until(() => closed)
    expect(clock.countTimers()).toBe(0)
  })

  it('starts the session twice, or late among others: the first one counts', async () => {
    const call = openCall({ token, baseUrl: line.baseUrl, clock })
    const { socket } = await line.answer()
    const states: string[] = []
    call.on('state', (state) => states.push(state))
    for (const text of early) socket.send(text)
    socket.send(started)
    socket.send(says('session_started', { id: 'call-2' }))
    socket.send(says('session_ended'))
    expect(await call.started).toEqual({ id: 'call-1' })
    const types = []
    for await (const { type } of call.messages()) types.push(type)
    expect(types.slice(early.length)).toEqual(['session_started', 'session_started', 'session_ended'])
    expect(types).toHaveLength(early.length + 3)
    expect(await call.ended).toEqual({ type: 'session-ended' })
    expect(states).toEqual(['starting', 'live', 'closing', 'ended'])
    expect(clock.countTimers()).toBe(0)
  })
})
