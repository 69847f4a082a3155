import { createClock, type Clock } from '@sinonjs/fake-timers'
import IsomorphicWebSocket from 'isomorphic-ws'
import { openCall } from '../src/call/socket.ts'
import type { DropReport } from '../src/call/connection.ts'
import type { WebSocketClass } from '../src/call/transport.ts'
import { openLine, says } from './line.ts'
import { scriptSocket } from './random-faults/scripted-socket.ts'
import { acceptOf, frameOf, openRawServer, startFrame } from './raw-server.ts'
import { until } from './until.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

const frameMs = 20
/** A frame that has its number in each sample. */
const numbered = (n: number) => new Int16Array(480).fill(n)
const messageBytes = 1_330

interface Sent {
  readonly data: { readonly audio?: string; readonly toolCallId?: string }
}
/** What a message is: an output by its id, a frame by its number. */
const nameOf = (text: string) => {
  const { audio, toolCallId } = (JSON.parse(text) as Sent).data
  return audio === undefined ? `output ${String(toolCallId)}` : Buffer.from(audio, 'base64').readInt16LE()
}

/** A socket whose uplink takes so many bytes a second, with what has arrived at its far end, and when. */
const slowSocket = (clock: Clock) => {
  const { WebSocket, script } = scriptSocket('node')
  const onTheWay: { readonly name: number | string; readonly endsAtByte: number }[] = []
  const arrived: { readonly name: number | string; readonly atMs: number }[] = []
  let handedBytes = 0
  let mostBytes = 0
  const sockets: { bufferedAmount: number }[] = []
  class Slow extends (WebSocket as new (url: string) => {
    bufferedAmount: number
    send(text: string): void
  }) {
    constructor(url: string) {
      super(url)
      sockets.push(this)
    }
    override send(text: string): void {
      super.send(text)
      handedBytes += text.length
      onTheWay.push({ name: nameOf(text), endsAtByte: handedBytes })
      mostBytes = Math.max(mostBytes, this.bufferedAmount)
    }
  }
  return {
    WebSocket: Slow as WebSocketClass,
    script,
    arrived,
    most: () => mostBytes,
    leave(bytes: number) {
      const [socket = { bufferedAmount: 0 }] = sockets
      socket.bufferedAmount = Math.max(0, socket.bufferedAmount - bytes)
      while ((onTheWay[0]?.endsAtByte ?? Infinity) <= handedBytes - socket.bufferedAmount)
        arrived.push({ name: onTheWay.shift()?.name ?? '', atMs: clock.now })
    },
  }
}

/** A live call over such a socket, and a microphone that gives a frame each 20 ms. */
const speakSlowly = async () => {
  const clock = createClock()
  const uplink = slowSocket(clock)
  const call = openCall({ token: 'token', baseUrl: 'http://localhost', WebSocket: uplink.WebSocket, clock })
  uplink.script().accept()
  uplink.script().deliver(says('session_started', { id: 'call-1' }))
  await call.started
  uplink.script().congest(true)
  let given = 0
  const speak = async (ms: number, bytesPerSecond: number) => {
    for (const untilMs = clock.now + ms; clock.now < untilMs;) {
      call.sendAudio(numbered(given))
      given += 1
      uplink.leave((bytesPerSecond * frameMs) / 1_000)
      clock.tick(frameMs)
      await Promise.resolve()
    }
  }
  const frames = () => uplink.arrived.flatMap(({ name }) => (typeof name === 'number' ? [name] : []))
  return { ...uplink, clock, call, speak, frames, given: () => given }
}

describe('an uplink of 20 kB a second, for a microphone that needs 66', () => {
  it('holds no more than 64 KiB and a message, and gets a tool output through within five seconds', async () => {
    const { clock, call, speak, frames, arrived, most } = await speakSlowly()
    const offered = new Map<string, number>()
    for (let n = 0; n < 12; n += 1) {
      await speak(5_000, 20_000)
      offered.set(`output ${String(n)}`, clock.now)
      call.sendToolOutput(String(n), 'done')
    }
    // What is still in the socket leaves, and no more is said.
    const { droppedMs, queuedMs, sentMs } = call.audio
    expect([sentMs + queuedMs + droppedMs, clock.now]).toEqual([60_000, 60_000])
    await speak(5_000, 20_000)
    const outputs = arrived.filter(({ name }) => offered.has(String(name)))
    expect(outputs.map(({ name }) => name)).toEqual([...offered.keys()])
    for (const { name, atMs } of outputs)
      expect(atMs - (offered.get(String(name)) ?? 0)).toBeLessThanOrEqual(5_000)
    expect(most()).toBeLessThanOrEqual(65_536 + messageBytes)
    expect(droppedMs).toBeGreaterThan(30_000)
    expect(queuedMs).toBeLessThanOrEqual(2_000)
    expect(frames()).toEqual([...new Set(frames())].sort((one, other) => one - other))
    call.close()
    await call.ended
  })
})

describe('a stall while the microphone runs', () => {
  it.each([1_000, 3_000, 4_000, 7_000])(
    'of %d ms ends no call, and what is missing at the platform is what was dropped, to the frame',
    async (stallMs) => {
      const { clock, call, speak, frames, arrived, given } = await speakSlowly()
      const losses: DropReport[] = []
      call.on('dropped', (loss) => losses.push(loss))
      const fast = 1_000_000
      await speak(1_000, fast)
      for (let ms = 0; ms < stallMs; ms += 500) {
        await speak(500, 0)
        call.sendToolOutput(String(ms), 'done')
      }
      await speak(3_000, fast)
      clock.tick(20)
      await speak(20, fast)
      expect(call.state).toBe('live')
      const outputs = arrived.filter(({ name }) => typeof name === 'string')
      expect(outputs).toHaveLength(stallMs / 500)
      const missing = given() - frames().length
      expect(frames()).toEqual([...new Set(frames())].sort((one, other) => one - other))
      // A second is in the socket and two wait; whatever is older is dropped.
      expect(Math.abs(missing * frameMs - Math.max(0, stallMs - 3_000))).toBeLessThanOrEqual(3 * frameMs)
      expect(call.audio).toEqual({
        sentMs: frames().length * frameMs,
        queuedMs: 0,
        droppedMs: missing * frameMs,
      })
      expect(losses.reduce((sum, { ms }) => sum + ms, 0)).toBe(missing * frameMs)
      call.close()
      await call.ended
    },
  )
})

describe('a slow reader', () => {
  it('makes the platform wait in Node, and gets all 20,000 messages in order', async () => {
    const line = await openLine()
    const call = openCall({ token: 'token', baseUrl: line.baseUrl })
    const { socket } = await line.answer()
    socket.send(says('session_started', { id: 'call-1' }))
    await call.started
    const messages = call.messages()
    await messages.next()
    const count = 20_000
    const padding = 'x'.repeat(1_000)
    for (let n = 0; n < count; n += 1)
      socket.send(says('response_text', { turn_id: String(n), text: padding }))
    socket.send(says('session_ended'))
    // Nobody reads: 20 MB cannot all be in the kernel and the queue, and so have to stay with the platform.
    await until(() => socket.bufferedAmount < count * 1_000)
    for (let n = 0; n < 200; n += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(call.state).toBe('live')
    expect(socket.bufferedAmount).toBeGreaterThan(5_000_000)

    let expected = 0
    for await (const message of messages) {
      if (message.type !== 'response_text') continue
      expect(message.data.turn_id).toBe(String(expected))
      expected += 1
    }
    expect(expected).toBe(count)
    expect(await call.ended).toEqual({ type: 'session-ended' })
    await line.close()
  })

  it('is not taken for a dead platform while it makes it wait', async () => {
    const clock = createClock()
    const line = await openLine()
    const call = openCall({ token: 'token', baseUrl: line.baseUrl, clock })
    const { socket } = await line.answer()
    socket.send(says('session_started', { id: 'call-1' }))
    await call.started
    const messages = call.messages()
    for (let n = 0; n < 3_000; n += 1) socket.send(says('mystery', n))
    await until(() => socket.bufferedAmount === 0)
    for (let n = 0; n < 100; n += 1) await new Promise((resolve) => setImmediate(resolve))
    await clock.tickAsync(50_000)
    expect(call.state).toBe('live')
    for (let n = 0; n < 3_001; n += 1) await messages.next()
    await clock.tickAsync(5_000)
    expect(call.state).toBe('live')
    call.close()
    await call.ended
    await line.close()
  })

  it('reads again when it hangs up, so that the goodbye of the platform comes through', async () => {
    const clock = createClock()
    const { WebSocket, script } = scriptSocket('node')
    const call = openCall({ token: 'token', baseUrl: 'http://localhost', WebSocket, clock })
    script().accept()
    script().deliver(says('session_started', { id: 'call-1' }))
    await call.started
    const messages = call.messages()
    await messages.next()
    for (let n = 0; n < 3_000; n += 1) script().deliver(says('mystery', n))
    expect(script().isPaused).toBe(true)
    call.close()
    expect(script().isPaused).toBe(false)
    expect(await call.ended).toEqual({ type: 'hung-up' })
  })

  it('hangs up while it makes the platform wait', async () => {
    const line = await openLine()
    const call = openCall({ token: 'token', baseUrl: line.baseUrl, clock: createClock() })
    const { socket } = await line.answer()
    socket.send(says('session_started', { id: 'call-1' }))
    await call.started
    const messages = call.messages()
    await messages.next()
    for (let n = 0; n < 3_000; n += 1) socket.send(says('mystery', n))
    await until(() => socket.bufferedAmount === 0)
    // No time passes here: the goodbye of the platform has to come through.
    call.close()
    expect(await call.ended).toEqual({ type: 'hung-up' })
    await line.close()
  })
})

describe('a message of 768 kB that takes 24 s', () => {
  it('arrives, because its bytes are a sign of life while no pong can come between them', async () => {
    let received = () => 0
    class CountingSocket extends IsomorphicWebSocket {
      constructor(...args: ConstructorParameters<typeof IsomorphicWebSocket>) {
        super(...args)
        this.on('upgrade', ({ socket }) => (received = () => socket.bytesRead))
      }
    }
    const clock = createClock()
    const server = await openRawServer()
    const call = openCall({ token: 'token', baseUrl: server.baseUrl, clock, WebSocket: CountingSocket })
    try {
      const { socket, head } = await server.answer()
      socket.write(acceptOf(head))
      socket.write(startFrame)
      await call.started
      const lengths: number[] = []
      call.on('message', ({ type, data }) => {
        if (type === 'response_text') lengths.push(data.text.length)
      })
      const frame = frameOf(says('response_text', { turn_id: 't', text: 'x'.repeat(768_000) }))
      for (let at = 0; at < frame.length; at += 64_000) {
        const part = frame.subarray(at, at + 64_000)
        const wanted = received() + part.length
        socket.write(part)
        await until(() => received() >= wanted)
        await clock.tickAsync(2_000)
        expect(call.state).toBe('live')
      }
      await until(() => lengths.length > 0)
      expect(lengths).toEqual([768_000])
    } finally {
      call.close()
      // Its sockets close with it: it answers no close frame.
      await server.close()
      await call.ended
    }
  })
})
