import { execPath } from 'node:process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createClock, type Clock } from '@sinonjs/fake-timers'
import { startSimulator, type Simulator } from './platform.ts'
import { createClient } from '../src/rest/client.ts'
import { openCall } from '../src/socket/call-socket.ts'
import type { CallSocket } from '../src/socket/socket-connection.ts'
import { openFaultProxy, type FaultProxy } from './fault-proxy/fault-proxy.ts'
import type { Passage } from './fault-proxy/passage.ts'
import { openLine, says } from './line.ts'
import { until } from './until.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(60_000)

const second = new Int16Array(24_000)
const frame = new Int16Array(480)

let simulator: Simulator
let proxy: FaultProxy
let clock: Clock
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.close())
beforeEach(async () => {
  clock = createClock()
  proxy = await openFaultProxy({ target: simulator.url })
})
afterEach(() => proxy.close())

const begin = async (): Promise<{ readonly call: CallSocket; readonly passage: Passage }> => {
  const { apiKey, agentId, url } = simulator
  const { token } = await createClient({ apiKey, baseUrl: url }).session.generateToken({ agent_id: agentId })
  const call = openCall({ token, baseUrl: proxy.baseUrl, clock })
  call.on('message', () => undefined)
  await call.opened
  return { call, passage: await proxy.next() }
}

/** Lets what is under way on loopback arrive, before time is drawn faster than sockets can follow. */
const settle = async () => {
  for (let n = 0; n < 100; n += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Lets time pass until the call is over, or so many milliseconds; gives how many it was. */
const lasts = async (call: CallSocket, mostMs: number, each: () => void = () => undefined) => {
  const fromMs = clock.now
  while (call.state !== 'ended' && clock.now - fromMs < mostMs) {
    each()
    await clock.tickAsync(100)
  }
  return clock.now - fromMs
}

describe('a half-open connection to the simulator', () => {
  const faults: readonly (readonly [string, (passage: Passage) => void])[] = [
    ['frozen', (passage) => passage.freeze()],
    ['server gone', (passage) => passage.loseServer()],
    [
      'dropping everything both ways',
      (passage) => {
        passage.change('up', { cut: { afterBytes: 0, by: 'discard' } })
        passage.change('down', { cut: { afterBytes: 0, by: 'discard' } })
      },
    ],
    [
      'dropping only what comes',
      (passage) => passage.change('down', { cut: { afterBytes: 0, by: 'discard' } }),
    ],
    ['dropping only what goes', (passage) => passage.change('up', { cut: { afterBytes: 0, by: 'stop' } })],
  ]
  it.each(
    faults.flatMap(([name, harm]) => [
      [name, 'idle', harm] as const,
      [name, 'with a microphone', harm] as const,
    ]),
  )('is found within 15 s: %s, %s', async (name, pace, harm) => {
    const { call, passage } = await begin()
    harm(passage)
    await settle()
    const states: string[] = []
    call.on('state', (state) => states.push(state))
    const each =
      pace === 'idle' ? () => undefined : () => [1, 2, 3, 4, 5].forEach(() => call.sendAudio(frame))
    const tookMs = await lasts(call, 30_000, each)
    const reason = { type: 'lost', code: 1006, reason: 'the platform gave no sign of life' }
    // While the agent speaks, a platform that hears nothing is alive all the same.
    if (name !== 'dropping only what goes') expect(await call.ended).toEqual(reason)
    if (call.state !== 'ended') return
    if (name !== 'dropping only what goes') expect(tookMs).toBeLessThanOrEqual(15_000)
    expect(call.unsettled.silentMs).toBeLessThanOrEqual(15_000)
    expect(states).toEqual(['suspect', 'ended'])
    expect(clock.countTimers()).toBe(0)
    expect(call.unsettled.silentMs).toBeGreaterThanOrEqual(10_000)
    const { sentMs, droppedMs } = call.audio
    if (pace !== 'idle') expect(sentMs + droppedMs).toBe(tookMs)
  })

  it('lets close() go after two seconds', async () => {
    const { call, passage } = await begin()
    passage.freeze()
    call.close()
    call.close()
    await clock.tickAsync(1_999)
    expect(call.state).toBe('closing')
    await clock.tickAsync(1)
    expect(await call.ended).toEqual({ type: 'hung-up' })
    expect(clock.countTimers()).toBe(0)
  })

  it('is live again when it thaws, and no message is lost', async () => {
    const line = await openLine()
    const detour = await openFaultProxy({ target: line.baseUrl })
    const call = openCall({ token: 'token', baseUrl: detour.baseUrl, clock })
    const { socket } = await line.answer()
    socket.send(says('session_started', { id: 'call-1' }))
    await call.opened
    const texts: string[] = []
    call.on('message', (message) => {
      if (message.type === 'response_text') texts.push(message.data.text)
    })
    const passage = await detour.next()
    passage.freeze()
    await settle()
    for (let n = 0; n < 100; n += 1) socket.send(says('response_text', { turn_id: 't', text: String(n) }))
    await clock.tickAsync(8_000)
    expect([call.state, texts]).toEqual(['suspect', []])
    passage.thaw()
    await until(() => texts.length === 100)
    expect(call.state).toBe('live')
    expect(texts).toEqual(Array.from({ length: 100 }, (_, n) => String(n)))
    call.close()
    await call.ended
    await detour.close()
    await line.close()
  })
})

describe('a server that is killed', () => {
  const script = `
    import { WebSocketServer } from 'ws'
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () => console.log(server.address().port))
    server.on('connection', (socket) => socket.send('${says('session_started', { id: 'call-1' })}'))
  `
  const startChild = async () => {
    const child = spawn(execPath, ['--input-type=module', '-e', script], { cwd: __dirname })
    const [port] = (await once(child.stdout, 'data')) as [Buffer]
    return { child, baseUrl: `http://127.0.0.1:${String(port).trim()}` }
  }

  it.each(['SIGKILL', 'SIGTERM'] as const)('by %s is lost at once', async (signal) => {
    const { child, baseUrl } = await startChild()
    const call = openCall({ token: 'token', baseUrl, clock })
    await call.opened
    child.kill(signal)
    // No time passes here: nothing but the end of the connection can tell.
    expect(await call.ended).toMatchObject({ type: 'lost', code: 1006 })
    expect(clock.countTimers()).toBe(0)
  })

  it('by SIGSTOP is found by the silence', async () => {
    const { child, baseUrl } = await startChild()
    const call = openCall({ token: 'token', baseUrl, clock })
    await call.opened
    child.kill('SIGSTOP')
    expect(await lasts(call, 30_000)).toBeLessThanOrEqual(15_000)
    expect(await call.ended).toMatchObject({ type: 'lost', code: 1006 })
    child.kill('SIGKILL')
  })
})

describe('a stall of three seconds', () => {
  it('loses no call and no tool output, and of the microphone exactly what it says', async () => {
    const line = await openLine()
    const detour = await openFaultProxy({ target: line.baseUrl })
    const call = openCall({ token: 'token', baseUrl: detour.baseUrl, clock })
    const { socket } = await line.answer()
    const seen = { ms: 0, outputs: [] as string[] }
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as {
        readonly data: { readonly audio?: string; readonly toolCallId?: string }
      }
      seen.ms += ((message.data.audio?.length ?? 0) * 3) / 4 / 48
      if (message.data.toolCallId !== undefined) seen.outputs.push(message.data.toolCallId)
    })
    socket.send(says('session_started', { id: 'call-1' }))
    await call.opened
    const passage = await detour.next()
    const losses: number[] = []
    call.on('dropped', ({ ms }) => losses.push(ms))

    passage.change('up', { bytesPerSecond: 0 })
    const sent = []
    // A second of sound every 20 ms, to fill what the kernel would hide for a minute.
    for (let n = 0; n < 150; n += 1) {
      call.sendAudio(second)
      if (n % 10 === 0) sent.push(String(n))
      if (n % 10 === 0) call.sendToolOutput(String(n), 'done')
      await clock.tickAsync(20)
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    }
    expect(call.state).toBe('live')
    expect(call.audio.droppedMs).toBeGreaterThan(0)
    expect(call.unsettled.unsentInputMs).toBeGreaterThan(call.audio.droppedMs)
    passage.change('up', {})
    await until(() => {
      clock.tick(1)
      const isSent = call.audio.queuedMs === 0 && seen.ms === call.audio.sentMs
      return isSent && seen.outputs.length === sent.length
    })
    const { sentMs, queuedMs, droppedMs } = call.audio
    expect({ sentMs, queuedMs, all: sentMs + droppedMs }).toEqual({
      sentMs: seen.ms,
      queuedMs: 0,
      all: 150_000,
    })
    expect(losses.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(droppedMs)
    expect(losses.length).toBeLessThanOrEqual(1 + Math.ceil(clock.now / 1_000))
    expect(seen.outputs).toEqual(sent)
    expect(call.state).toBe('live')
    call.close()
    await call.ended
    await detour.close()
    await line.close()
  })
})
