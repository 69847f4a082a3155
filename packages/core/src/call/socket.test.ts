import { once } from 'node:events'
import { inspect } from 'node:util'
import { createClock } from '@sinonjs/fake-timers'
import { BrowserSocket } from '../../test/browser-socket.ts'
import { openHttp, openLine, says, type Line } from '../../test/line.ts'
import { UnclosingSocket } from '../../test/unclosing-socket.ts'
import { pausableSocket } from '../../test/pausable-socket.ts'
import type { CallConnection, CallEvents } from './connection.ts'
import { openCall } from './socket.ts'

const token = 'session-token'
const started = says('session_started', { id: 'call-1' })
const text = (words: string) => says('response_text', { turn_id: 't1', text: words, is_final: true })
const silence = (ms: number) => new Int16Array(24 * ms)

let line: Line
beforeEach(async () => {
  line = await openLine()
})
afterEach(() => line.close())

const begin = async (options: Partial<Parameters<typeof openCall>[0]> = {}) => {
  const call = openCall({ token, baseUrl: line.baseUrl, ...options })
  const peer = await line.answer()
  return { call, ...peer }
}

const beginLive = async (options: Partial<Parameters<typeof openCall>[0]> = {}) => {
  const begun = await begin(options)
  begun.socket.send(started)
  await begun.call.started
  return begun
}

const next = (call: CallConnection, event: keyof CallEvents) =>
  new Promise((resolve) => {
    const leave = call.on(event, (value) => {
      leave()
      resolve(value)
    })
  })

const read = async (call: CallConnection, count: number) => {
  const seen = []
  for await (const message of call.messages()) if (seen.push(message) === count) break
  return seen
}

describe('openCall', () => {
  it('sends the token and nothing else with the upgrade', async () => {
    const { call, request } = await begin()
    expect(request.url).toBe('/v1/connection?token=session-token')
    expect(JSON.stringify(request.headers)).not.toContain(token)
    call.close()
  })

  it('opens when the session has started', async () => {
    const { call, socket } = await begin()
    expect(call.state).toBe('connecting')
    socket.send(started)
    expect(await call.started).toEqual({ id: 'call-1' })
    expect(call.state).toBe('live')
    call.close()
  })

  it('loses nothing between opening and the first listener', async () => {
    const { call, socket } = await beginLive()
    socket.send(text('one'))
    socket.send('{')
    socket.send(text('two'))
    socket.send(says('mystery'))
    const end = call.ended
    socket.send(says('session_ended'))
    await end
    const types = (await read(call, 5)).map(({ type }) => type)
    expect(types).toEqual(['session_started', 'response_text', 'response_text', 'unknown', 'session_ended'])
  })

  it('delivers everything to each of two listeners that are added together', async () => {
    const { call, socket } = await begin()
    const first: string[] = []
    const second: string[] = []
    call.on('message', ({ type }) => first.push(type))
    call.on('message', ({ type }) => second.push(type))
    socket.send(started)
    socket.send(text('one'))
    socket.send(says('session_ended'))
    await call.ended
    expect(first).toEqual(['session_started', 'response_text', 'session_ended'])
    expect(second).toEqual(first)
  })

  it('ends its iterators when the call ends', async () => {
    const { call, socket } = await beginLive()
    const seen = read(call, Infinity)
    socket.close(4001, 'gone')
    expect(await call.ended).toEqual({ type: 'lost', code: 4001, reason: 'gone' })
    expect((await seen).length).toBe(1)
  })

  it('reports a bad message and goes on', async () => {
    const { call, socket } = await beginLive()
    call.on('message', () => undefined)
    const bad = next(call, 'invalid')
    socket.send(says('response_text', { turn_id: 't1', text: 42 }))
    expect(await bad).toMatchObject({
      _tag: 'InvalidMessageError',
      type: 'response_text',
      issues: ['text: expected string, got a number'],
    })
    const message = next(call, 'message')
    socket.send(text('still here'))
    expect(await message).toMatchObject({ data: { text: 'still here' } })
    call.close()
  })

  it('emits its states in order', async () => {
    const { call, socket } = await begin()
    const states: string[] = []
    call.on('state', (state) => states.push(state))
    socket.send(started)
    await call.started
    call.close()
    await call.ended
    expect(states.slice(-3)).toEqual(['live', 'closing', 'ended'])
  })

  it('keeps microphone audio until the session has started', async () => {
    const { call, socket } = await begin()
    expect(call.sendAudio(silence(20))).toEqual({ status: 'queued' })
    expect(call.audio).toEqual({ sentMs: 0, queuedMs: 20, droppedMs: 0 })
    const arrived = once(socket, 'message')
    socket.send(started)
    const [data] = (await arrived) as [Buffer]
    expect(JSON.parse(data.toString())).toEqual({ type: 'input_audio', data: { audio: 'A'.repeat(1_280) } })
    expect(call.audio).toEqual({ sentMs: 20, queuedMs: 0, droppedMs: 0 })
    call.close()
  })

  it('drops the oldest microphone audio beyond two seconds, and says how much', async () => {
    const { call } = await begin()
    for (let n = 0; n < 150; n += 1) call.sendAudio(silence(20))
    expect(call.audio).toEqual({ sentMs: 0, queuedMs: 2_000, droppedMs: 1_000 })
    call.close()
    await call.ended
    expect(call.audio).toEqual({ sentMs: 0, queuedMs: 0, droppedMs: 3_000 })
    expect(call.sendAudio(silence(20))).toEqual({ status: 'dropped' })
  })

  it('sends tool outputs and emits what was sent', async () => {
    const { call, socket } = await beginLive()
    const sent = next(call, 'sent')
    const arrived = once(socket, 'message')
    expect(call.sendToolOutput('7', 'done "well"')).toEqual({ status: 'sent' })
    const expected = { type: 'tool_call_output', data: { toolCallId: '7', output: 'done "well"' } }
    expect(await sent).toEqual(expected)
    expect(JSON.parse(String((await arrived)[0]))).toEqual(expected)
    call.close()
  })

  it.each([
    [(call: CallConnection) => call.sendAudio('no base64'), 'audio: must be base64 with padding'],
    [(call: CallConnection) => call.sendAudio('AA=='), 'audio: must be whole samples, 2 bytes each'],
    [
      (call: CallConnection) => call.sendAudio(new Uint8Array(3)),
      'audio: must be whole samples, 2 bytes each',
    ],
    [(call: CallConnection) => call.sendToolOutput('', 'x'), 'toolCallId: must be the id of a tool_call'],
    [
      (call: CallConnection) => call.sendToolOutput('1', 3 as unknown as string),
      'output: must be a string; use JSON.stringify for data',
    ],
  ])('refuses what cannot be sent (%#)', async (send, message) => {
    const { call } = await beginLive()
    expect(() => send(call)).toThrow(message)
    call.close()
  })
})

describe('the end of a call', () => {
  const ending = (act: (socket: Awaited<ReturnType<typeof beginLive>>) => void) => async () => {
    const live = await beginLive()
    const emitted: unknown[] = []
    live.call.on('end', (reason) => emitted.push(reason))
    act(live)
    const reason = await live.call.ended
    live.call.close()
    return { reason, emitted }
  }

  it.each([
    ['session_ended', ending(({ socket }) => socket.send(says('session_ended'))), { type: 'session-ended' }],
    ['close()', ending(({ call }) => call.close()), { type: 'hung-up' }],
    [
      'a close frame',
      ending(({ socket }) => socket.close(1011, 'boom')),
      { type: 'lost', code: 1011, reason: 'boom' },
    ],
    ['a reset', ending(({ tcp }) => tcp.resetAndDestroy()), { type: 'lost', code: 1006, reason: '' }],
    ['a FIN', ending(({ tcp }) => tcp.end()), { type: 'lost', code: 1006, reason: '' }],
  ])('is emitted once after %s', async (_name, end, expected) => {
    const { reason, emitted } = await end()
    expect(reason).toEqual(expected)
    expect(emitted).toEqual([expected])
  })

  it('comes in a browser when a reader lets too much wait, and says so', async () => {
    const { call, socket } = await beginLive({ WebSocket: BrowserSocket })
    const messages = call.messages()
    for (let n = 0; n < 1_501; n += 1) socket.send(text(String(n)))
    expect(await call.ended).toMatchObject({
      type: 'failed',
      error: { _tag: 'SlowConsumerError', waiting: 1_501 },
    })
    expect((await messages.next()).value).toMatchObject({ type: 'session_started' })
  })

  it('comes in a browser when too many bytes wait', async () => {
    const { call, socket } = await beginLive({ WebSocket: BrowserSocket })
    call.messages()
    for (let n = 0; n < 9; n += 1) socket.send(text('x'.repeat(1_000_000)))
    expect(await call.ended).toMatchObject({
      type: 'failed',
      error: { _tag: 'SlowConsumerError', waiting: 10 },
    })
  })

  it('is no loss after close code 1000', async () => {
    const { call, socket } = await beginLive()
    socket.close(1000)
    expect(await call.ended).toEqual({ type: 'session-ended' })
  })

  it('shows no token that the platform echoes', async () => {
    const { call, socket } = await beginLive()
    socket.close(4001, `bad ${token}`)
    expect(await call.ended).toEqual({ type: 'lost', code: 4001, reason: 'bad ***' })
  })

  it('comes with the signal', async () => {
    const abort = new AbortController()
    const { call } = await beginLive({ signal: abort.signal })
    abort.abort()
    expect(await call.ended).toEqual({ type: 'hung-up' })
  })

  it('comes with the scope', async () => {
    const { call } = await beginLive()
    await call[Symbol.asyncDispose]()
    expect(call.state).toBe('ended')
  })

  it('drops a peer that does not take part in closing after two seconds', async () => {
    const clock = createClock()
    const { call, tcp } = await beginLive({ clock, WebSocket: UnclosingSocket })
    tcp.pause()
    call.close()
    await clock.tickAsync(1_999)
    expect(call.state).toBe('closing')
    await clock.tickAsync(1)
    expect(call.state).toBe('ended')
    expect(await call.ended).toEqual({ type: 'hung-up' })
    expect(clock.countTimers()).toBe(0)
  })
})

const openRefusing = (status: number, body: string, headers: Record<string, string> = {}) =>
  openHttp((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  })

describe('a call that does not begin', () => {
  it.each([400, 401, 403, 404, 500])('is refused with %d', async (status) => {
    const refusing = await openRefusing(status, JSON.stringify({ error: 'no such agent' }))
    const call = openCall({ token, baseUrl: refusing.baseUrl })
    await expect(call.started).rejects.toMatchObject({
      _tag: 'RefusedError',
      status,
      reason: 'no such agent',
    })
    expect(await call.ended).toEqual({ type: 'refused', status, message: 'no such agent' })
    await refusing.close()
  })

  it('follows no redirect', async () => {
    const refusing = await openRefusing(302, '', { location: `${line.baseUrl}/v1/connection` })
    const call = openCall({ token, baseUrl: refusing.baseUrl })
    expect(await call.ended).toMatchObject({ type: 'refused', status: 302 })
    await refusing.close()
  })

  it('fails when nobody is there', async () => {
    const { baseUrl, close } = await openHttp((_request, response) => response.end())
    await close()
    const call = openCall({ token, baseUrl })
    await expect(call.started).rejects.toMatchObject({
      _tag: 'UnreachableError',
      code: 'ECONNREFUSED',
      delivery: 'not-sent',
    })
    expect(await call.ended).toMatchObject({ type: 'failed' })
  })

  it('times out while it opens', async () => {
    const clock = createClock()
    const silent = await openHttp(() => undefined)
    const call = openCall({ token, baseUrl: silent.baseUrl, clock })
    await clock.tickAsync(10_000)
    await expect(call.started).rejects.toMatchObject({
      _tag: 'TimeoutError',
      stage: 'connecting',
      afterMs: 10_000,
    })
    expect(clock.countTimers()).toBe(0)
    await silent.close()
  })

  it('times out while it starts', async () => {
    const clock = createClock()
    const { call } = await begin({ clock })
    await next(call, 'state')
    await clock.tickAsync(10_000)
    expect(await call.ended).toEqual({ type: 'timed-out', stage: 'starting' })
    expect(clock.countTimers()).toBe(0)
  })

  it('is stopped by close()', async () => {
    const call = openCall({ token, baseUrl: line.baseUrl })
    call.close()
    await expect(call.started).rejects.toMatchObject({ _tag: 'AbortedError', delivery: 'unknown' })
    expect(await call.ended).toEqual({ type: 'hung-up' })
  })

  it('is over when the session ends before it starts', async () => {
    const { call, socket } = await begin()
    socket.send(says('session_ended'))
    await expect(call.started).rejects.toMatchObject({ _tag: 'SessionOverError' })
  })

  it.each([
    [{ token: '' }, 'token: must be a session token'],
    [{ token: 'a b' }, 'token: must be a session token'],
    [{ token: 'vk_live_0123456789' }, 'token: must be a session token'],
    [{ token: '{"token":"x"}' }, 'token: must be a session token'],
    [{ token, baseUrl: 'api.vatel.ai' }, 'baseUrl: must be an absolute URL'],
    [{ token, baseUrl: 'http://api.vatel.ai' }, 'baseUrl: must begin with https'],
    [{ token, baseUrl: 'https://me:secret@api.vatel.ai' }, 'baseUrl: must not hold a user, a password'],
    [{ token, baseUrl: 'https://api.vatel.ai?x=1' }, 'baseUrl: must not hold a user, a password, a query'],
  ])('refuses options that cannot work (%#)', (options, message) => {
    expect(() => openCall(options)).toThrow(message)
  })

  it('shows the token in no error', async () => {
    const refusing = await openRefusing(401, 'no')
    const call = openCall({ token: 'canary-token', baseUrl: refusing.baseUrl })
    const error: unknown = await call.started.catch((caught: unknown) => caught)
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('canary')
    expect(inspect(call, { depth: Infinity, showHidden: true })).not.toContain('canary')
    await refusing.close()
  })
})

describe('a silent line', () => {
  it('is suspected, then lost', async () => {
    const clock = createClock()
    const { call, tcp } = await beginLive({ clock })
    tcp.pause()
    await clock.tickAsync(7_500)
    expect(call.state).toBe('suspect')
    await clock.tickAsync(2_500)
    expect(await call.ended).toMatchObject({ type: 'lost', code: 1006 })
    expect(clock.countTimers()).toBe(0)
  })

  it('is live again with the next message', async () => {
    const clock = createClock()
    const { call, socket } = await beginLive({ clock })
    socket.pause()
    await clock.tickAsync(7_500)
    expect(call.state).toBe('suspect')
    const live = next(call, 'state')
    socket.send(text('here I am'))
    expect(await live).toBe('live')
    socket.resume()
    call.close()
    await call.ended
  })

  it('is not suspected while the program is blocked', async () => {
    const clock = createClock()
    const { call, socket } = await beginLive({ clock })
    socket.pause()
    clock.jump(60_000)
    expect(call.state).toBe('live')
    call.close()
    socket.resume()
    await call.ended
  })
})

describe('a program that changes Object.prototype', () => {
  const prototype = Object.prototype as unknown as Record<string, unknown>
  afterEach(() => {
    for (const name of ['legacy', 'helper', 'is', 'type']) Reflect.deleteProperty(prototype, name)
  })

  it.each([
    ['a value', { legacy: 1 }],
    ['a function', { helper: () => undefined }],
    ['a name that codecs use', { is: () => false }],
  ])('does not break a call by %s', async (_name, additions) => {
    Object.assign(prototype, additions)
    const { call, socket } = await begin()
    const seen: string[] = []
    call.on('message', ({ type }) => seen.push(type))
    socket.send(started)
    expect((await call.started).id).toBe('call-1')
    expect(call.sendAudio(silence(20))).toEqual({ status: 'sent' })
    expect(call.sendToolOutput('1', 'done')).toEqual({ status: 'sent' })
    socket.send(text('so'))
    socket.send(says('session_ended'))
    expect((await call.ended).type).toBe('session-ended')
    expect(seen).toEqual(['session_started', 'response_text', 'session_ended'])
  })
})

describe('a call whose messages nobody reads', () => {
  const flood = async (listen: (call: ReturnType<typeof openCall>) => void, options = {}) => {
    const { call, socket } = await beginLive(options)
    listen(call)
    for (let n = 0; n < 2_000; n += 1) socket.send(text(String(n)))
    socket.send('{')
    socket.send(says('session_ended'))
    return { call, reason: await call.ended }
  }

  it.each([
    ['Node', {}],
    ['a browser', { WebSocket: BrowserSocket }],
  ])('ends in %s, and counts the messages that were dropped', async (_name, options) => {
    const { call, reason } = await flood(() => undefined, options)
    expect(reason).toEqual({ type: 'session-ended' })
    // With session_started and session_ended, and the error that waits among them.
    expect(call.delivery.unreadMessages).toBe(2_002 + 1 - 1_500)
    const seen = await read(call, Infinity)
    expect(seen).toHaveLength(1_500 - 1)
    expect(seen.at(-1)?.type).toBe('session_ended')
  })

  it.each(['state', 'end', 'sent', 'invalid'] as const)('emits %s all the same', async (event) => {
    const seen: unknown[] = []
    await flood((call) => {
      call.on(event, (value) => seen.push(value))
      call.sendToolOutput('1', 'done')
    })
    expect(seen.length).toBeGreaterThan(0)
  })

  it('delivers every message to a reader who has begun and is slow', async () => {
    const { call, socket } = await beginLive()
    const messages = call.messages()
    await messages.next()
    for (let n = 0; n < 5_000; n += 1) socket.send(text(String(n)))
    socket.send(says('session_ended'))
    const seen: string[] = []
    for await (const message of messages) {
      if (message.type === 'response_text') seen.push(message.data.text)
      if (seen.length % 500 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    expect(seen).toEqual(Array.from({ length: 5_000 }, (_, n) => String(n)))
    expect(call.delivery.unreadMessages).toBe(0)
  })

  it('ends when an iterator was taken and is never read, and more than twice the limit has come', async () => {
    const { flow, WebSocket } = pausableSocket()
    const clock = createClock()
    const { call, socket } = await beginLive({ clock, WebSocket })
    const messages = call.messages()
    for (let n = 0; n < 20_000; n += 1) socket.send(text(String(n)))
    socket.send(says('session_ended'))
    while (call.state !== 'ended') {
      // While the line is read from, what comes takes real time.
      if (flow.isPaused) clock.tick(1_000)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await call.ended).toMatchObject({ type: 'failed', error: { _tag: 'SlowConsumerError' } })
    expect((await messages.next()).value).toMatchObject({ type: 'session_started' })
  })
})
