import { createClock } from '@sinonjs/fake-timers'
import { says } from '../../test/line.ts'
import { InvalidArgumentError } from '../errors.ts'
import { openCall } from './socket.ts'
import type { WebSocketClass } from './transport.ts'

type Listener = (event: object) => void

/** A WebSocket class with only what a browser's must have; tests fire its events and read what it did. */
const scriptedClass = (act: (socket: ScriptedSocket) => void = () => undefined) => {
  const sockets: ScriptedSocket[] = []
  class Scripted extends ScriptedSocket {
    constructor() {
      super()
      sockets.push(this)
      act(this)
    }
  }
  return {
    WebSocket: Scripted as unknown as WebSocketClass,
    sockets,
    last: () => sockets.at(-1) as ScriptedSocket,
  }
}

class ScriptedSocket {
  readyState = 0
  binaryType: string | undefined
  readonly sent: string[] = []
  closeCount = 0
  readonly #listeners = new Map<string, Listener[]>()

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
    this.onListen(type, listener)
  }

  /** Called for each listener that is added. */
  onListen: (type: string, listener: Listener) => void = () => undefined

  fire(type: string, event: object = {}): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ type, ...event })
  }

  open(): void {
    this.readyState = 1
    this.fire('open')
    this.fire('message', { data: started })
  }

  send(text: string): void {
    this.sent.push(text)
  }

  close(): void {
    this.closeCount += 1
  }
}

const started = says('session_started', { id: 'call-1' })
const text = says('response_text', { turn_id: 't', text: 'Grüezi', is_final: true })
const bytes = new TextEncoder().encode(text)

const openWith = (WebSocket: WebSocketClass) => {
  const clock = createClock()
  const call = openCall({ token: 'secret-token', baseUrl: 'http://127.0.0.1:9', WebSocket, clock })
  const seen: string[] = []
  call.on('message', (message) =>
    seen.push(message.type === 'response_text' ? message.data.text : message.type),
  )
  return { clock, call, seen }
}

const turns = async () => {
  for (let n = 0; n < 5; n += 1) await new Promise((resolve) => setImmediate(resolve))
}

describe('a WebSocket class', () => {
  it('without bufferedAmount gets everything that is sent', async () => {
    const { WebSocket, last } = scriptedClass()
    const { call } = openWith(WebSocket)
    last().open()
    await call.started
    for (let n = 0; n < 200; n += 1) expect(call.sendAudio(new Int16Array(480)).status).toBe('sent')
    expect(call.sendToolOutput('1', 'done').status).toBe('sent')
    expect(last().sent).toHaveLength(201)
    call.close()
    last().fire('close', { code: 1000, reason: '' })
    await call.ended
  })

  it('that fires while listeners are added starts, and emits its states to listeners of the same task', async () => {
    const { WebSocket } = scriptedClass((socket) => {
      socket.onListen = (type, listener) => {
        socket.readyState = 1
        if (type === 'open') listener({ type })
        if (type === 'message') listener({ type, data: started })
      }
    })
    const { call, seen } = openWith(WebSocket)
    const states: string[] = []
    call.on('state', (state) => states.push(state))
    expect((await call.started).id).toBe('call-1')
    await turns()
    expect([states, seen]).toEqual([['starting', 'live'], ['session_started']])
  })

  it('that is open before its constructor returns starts with its first message', async () => {
    const { WebSocket, last } = scriptedClass((socket) => {
      socket.readyState = 1
    })
    const { call } = openWith(WebSocket)
    await turns()
    last().fire('open')
    last().fire('message', { data: started })
    expect((await call.started).id).toBe('call-1')
  })

  it('that is closed before its constructor returns has failed', async () => {
    const { WebSocket } = scriptedClass((socket) => {
      socket.readyState = 3
    })
    const { call } = openWith(WebSocket)
    expect(await call.ended).toMatchObject({ type: 'failed', error: { _tag: 'UnreachableError' } })
  })

  it('that fires error without close fails at once', async () => {
    const { WebSocket, last } = scriptedClass()
    const { call, clock } = openWith(WebSocket)
    last().readyState = 3
    last().fire('error', { message: 'Received network error or non-101 status code.' })
    expect(await call.ended).toMatchObject({ type: 'failed', error: { _tag: 'UnreachableError' } })
    expect([clock.now, clock.countTimers()]).toEqual([0, 0])
  })

  it('that fires error on an open connection keeps it, and loses a closed one', async () => {
    const { WebSocket, last } = scriptedClass()
    const { call } = openWith(WebSocket)
    last().open()
    last().fire('error')
    await turns()
    expect(call.state).toBe('live')
    last().readyState = 3
    last().fire('error')
    expect(await call.ended).toEqual({ type: 'lost', code: 1006, reason: '' })
  })

  it.each([
    ['a close code', (socket: ScriptedSocket) => socket.fire('close', { code: 1011, reason: '' })],
    [
      'session_ended',
      (socket: ScriptedSocket) => {
        socket.fire('message', { data: says('session_ended') })
        socket.fire('close', { code: 1000, reason: '' })
      },
    ],
    [
      'an error',
      (socket: ScriptedSocket) => {
        socket.readyState = 3
        socket.fire('error')
      },
    ],
  ])('is closed by the call after %s, so that it does not connect again', async (_name, end) => {
    const { WebSocket, last } = scriptedClass()
    const { call } = openWith(WebSocket)
    last().open()
    await call.started
    end(last())
    await call.ended
    expect(last().closeCount).toBeGreaterThan(0)
  })

  it.each([
    ['an ArrayBuffer', bytes.buffer],
    ['a typed array', bytes],
    ['a Buffer', Buffer.from(bytes)],
    ['a Blob', new Blob([bytes])],
  ])('may deliver a message as %s, in order', async (_name, data) => {
    const { WebSocket, last } = scriptedClass()
    const { call, seen } = openWith(WebSocket)
    last().open()
    await call.started
    expect(last().binaryType).toBe('arraybuffer')
    last().fire('message', { data })
    last().fire('message', { data: says('mystery') })
    last().fire('close', { code: 1000, reason: '' })
    expect(await call.ended).toEqual({ type: 'session-ended' })
    expect(seen).toEqual(['session_started', 'Grüezi', 'unknown'])
  })

  it.each<[string, object, number, string]>([
    ['without a code', {}, 1006, ''],
    ['with null', { code: null, reason: null }, 1006, ''],
    ['with NaN', { code: NaN, reason: 7 }, 1006, ''],
    ['with a code as text', { code: '1011', reason: 'gone' }, 1011, 'gone'],
    ['with a reason of bytes', { code: 1011, reason: Buffer.from('gone') }, 1011, 'gone'],
  ])('may fire close %s', async (_name, event, code, reason) => {
    const { WebSocket, last } = scriptedClass()
    const { call } = openWith(WebSocket)
    last().open()
    await call.started
    last().fire('close', event)
    expect(await call.ended).toEqual({ type: 'lost', code, reason })
  })

  it.each<[string, PropertyDescriptor]>([
    ['NaN', { value: NaN }],
    ['text', { value: '12' }],
    ['less than nothing', { value: -1 }],
    ['a BigInt', { value: 0n }],
    [
      'an exception',
      {
        get: () => {
          throw new Error('not now')
        },
      },
    ],
  ])('may have %s as its bufferedAmount', async (_name, descriptor) => {
    const { WebSocket, last } = scriptedClass((socket) =>
      Object.defineProperty(socket, 'bufferedAmount', descriptor),
    )
    const { call } = openWith(WebSocket)
    last().open()
    await call.started
    expect(call.sendToolOutput('1', 'done').status).toBe('sent')
    call.close()
    last().fire('close', { code: 1000, reason: '' })
    expect(await call.ended).toEqual({ type: 'hung-up' })
  })

  it('may throw when its readyState is read', async () => {
    const { WebSocket, last } = scriptedClass((socket) =>
      Object.defineProperty(socket, 'readyState', {
        get: () => {
          throw new Error('not now')
        },
        set: () => undefined,
      }),
    )
    const { call } = openWith(WebSocket)
    last().open()
    await call.started
    expect(call.sendToolOutput('1', 'done').status).toBe('sent')
    last().fire('close', { code: 1000, reason: '' })
    expect(await call.ended).toEqual({ type: 'session-ended' })
  })

  it('may reject what it sends, and its closing, later', async () => {
    const { WebSocket, last } = scriptedClass((socket) => {
      socket.send = socket.close = () => Promise.reject(new Error('later')) as never
    })
    const { call, clock } = openWith(WebSocket)
    last().open()
    await call.started
    call.sendAudio(new Int16Array(480))
    call.close()
    await clock.tickAsync(2_000)
    await turns()
    expect(await call.ended).toEqual({ type: 'hung-up' })
  })

  it('may throw when a Blob of its is read', async () => {
    const { WebSocket, last } = scriptedClass()
    const { call, seen } = openWith(WebSocket)
    let invalid = 0
    call.on('invalid', () => (invalid += 1))
    last().open()
    await call.started
    const broken = {
      arrayBuffer: () => {
        throw new Error('not now')
      },
    }
    last().fire('message', { data: broken })
    last().fire('message', { data: text })
    await turns()
    expect([invalid, seen]).toEqual([1, ['session_started', 'Grüezi']])
    last().fire('close', { code: 1000, reason: '' })
    await call.ended
  })

  it.each<[string, object]>([
    ['signal', { signal: {} }],
    ['clock', { clock: {} }],
    ['clock', { clock: null }],
  ])('is not constructed when the %s of the call cannot be used: %j', (_option, options) => {
    const { WebSocket, sockets } = scriptedClass()
    expect(() => openCall({ token: 'secret-token', WebSocket, ...options })).toThrow(TypeError)
    expect(sockets).toEqual([])
  })

  it('without addEventListener is refused, with the name of the option', () => {
    const { WebSocket } = scriptedClass((socket) => {
      Object.setPrototypeOf(socket, { send: () => undefined, close: () => undefined })
    })
    expect(() => openWith(WebSocket)).toThrow(
      new InvalidArgumentError('WebSocket', 'must have addEventListener'),
    )
  })

  it('may deliver what is no message, which is invalid', async () => {
    const { WebSocket, last } = scriptedClass()
    const { call } = openWith(WebSocket)
    let invalid = 0
    call.on('invalid', () => (invalid += 1))
    last().open()
    await call.started
    for (const data of [undefined, null, 7, {}, []]) last().fire('message', { data })
    expect([invalid, call.state]).toEqual([5, 'live'])
  })

  it('may throw when it is used, and the call ends all the same', async () => {
    const { WebSocket, last } = scriptedClass((socket) => {
      Object.defineProperty(socket, 'binaryType', { get: () => 'blob' })
      socket.send = socket.close = () => {
        throw new Error('not now')
      }
    })
    const { call, clock } = openWith(WebSocket)
    last().open()
    await call.started
    call.sendAudio(new Int16Array(480))
    call.close()
    await clock.tickAsync(2_000)
    expect(await call.ended).toEqual({ type: 'hung-up' })
  })
})
