import { createClock } from '@sinonjs/fake-timers'
import { openCall } from '../src/socket/call-socket.ts'
import type { WebSocketClass } from '../src/socket/socket-class.ts'
import { openLine, says } from './line.ts'
import { scriptSocket } from './random-faults/scripted-socket.ts'
import { until } from './until.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(60_000)

const frame = new Int16Array(480)

/** A socket whose uplink takes so many bytes a second, and which notes the most that it ever held. */
const slowSocket = (bytesPerSecond: number) => {
  const { WebSocket, script } = scriptSocket('node')
  const sockets: { bufferedAmount: number }[] = []
  let mostBytes = 0
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
      mostBytes = Math.max(mostBytes, this.bufferedAmount)
    }
  }
  return {
    WebSocket: Slow as WebSocketClass,
    script,
    most: () => mostBytes,
    leave: (ms: number) => {
      for (const socket of sockets)
        socket.bufferedAmount = Math.max(0, socket.bufferedAmount - (bytesPerSecond * ms) / 1_000)
    },
  }
}

describe('an uplink of 20 kB a second, for a microphone that needs 66', () => {
  it('holds no more than 64 KiB and a message, and lets a tool output through within five seconds', async () => {
    const clock = createClock()
    const { WebSocket, script, most, leave } = slowSocket(20_000)
    const call = openCall({ token: 'token', baseUrl: 'http://localhost', WebSocket, clock })
    script().accept()
    script().deliver(says('session_started', { id: 'call-1' }))
    await call.opened
    script().congest(true)
    const passed: number[] = []
    call.on('sent', ({ type }) => {
      if (type === 'tool_call_output') passed.push(clock.now)
    })
    const offered: number[] = []
    for (let ms = 0; ms < 60_000; ms += 20) {
      call.sendAudio(frame)
      if (ms % 10_000 === 5_000) {
        offered.push(clock.now)
        call.sendToolOutput(String(ms), 'done')
      }
      leave(20)
      clock.tick(20)
      await Promise.resolve()
    }
    const messageBytes = 1_330
    expect(most()).toBeLessThanOrEqual(65_536 + messageBytes)
    expect(offered).toHaveLength(6)
    // What is in the socket before it takes 3.3 s to leave; the output itself waits for room there.
    const held = most() / 20
    passed.forEach((atMs, n) => expect(atMs - (offered[n] ?? 0) + held).toBeLessThanOrEqual(5_000))
    expect(passed).toHaveLength(6)
    const { sentMs, queuedMs, droppedMs } = call.audio
    expect(sentMs + queuedMs + droppedMs).toBe(60_000)
    expect(droppedMs).toBeGreaterThan(30_000)
    expect(queuedMs).toBeLessThanOrEqual(2_000)
    call.close()
    await call.ended
  })
})

describe('a slow reader', () => {
  it('makes the platform wait in Node, and gets all 20,000 messages in order', async () => {
    const line = await openLine()
    const call = openCall({ token: 'token', baseUrl: line.baseUrl })
    const { socket } = await line.answer()
    socket.send(says('session_started', { id: 'call-1' }))
    await call.opened
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
    await call.opened
    const messages = call.messages()
    for (let n = 0; n < 3_000; n += 1) socket.send(says('mystery', n))
    await until(() => socket.bufferedAmount === 0)
    for (let n = 0; n < 100; n += 1) await new Promise((resolve) => setImmediate(resolve))
    await clock.tickAsync(60_000)
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
    await call.opened
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
    await call.opened
    for (let n = 0; n < 3_000; n += 1) socket.send(says('mystery', n))
    await until(() => socket.bufferedAmount === 0)
    // No time passes here: the goodbye of the platform has to come through.
    call.close()
    expect(await call.ended).toEqual({ type: 'hung-up' })
    await line.close()
  })
})
