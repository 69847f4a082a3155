import { execPath } from 'node:process'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createClock, type Clock } from '@sinonjs/fake-timers'
import { startSimulator, type Simulator } from './platform.ts'
import { createClient } from '../src/rest/client.ts'
import { openCall } from '../src/call/socket.ts'
import type { DropReport } from '../src/call/connection.ts'
import type { CallSocket } from '../src/call/connection.ts'
import { openFaultProxy, type FaultProxy } from './fault-proxy/fault-proxy.ts'
import type { Passage } from './fault-proxy/passage.ts'
import { openLine, says } from './line.ts'
import { UnclosingSocket } from './unclosing-socket.ts'
import { until } from './until.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

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
  const call = openCall({ token, baseUrl: proxy.baseUrl, clock, WebSocket: UnclosingSocket })
  call.on('message', () => undefined)
  await call.started
  return { call, passage: await proxy.next() }
}

/** Lets what is under way on loopback arrive, before virtual time passes faster than sockets can follow. */
const settle = async () => {
  for (let n = 0; n < 100; n += 1) await new Promise((resolve) => setImmediate(resolve))
}

const paces = ['idle', 'with a microphone'] as const

/** Lets time pass until the call is over, or so many milliseconds; gives how many it was. */
const lasts = async (call: CallSocket, mostMs: number, pace: (typeof paces)[number]) => {
  const fromMs = clock.now
  while (call.state !== 'ended' && clock.now - fromMs < mostMs) {
    if (pace === 'with a microphone') for (let ms = 0; ms < 100; ms += 20) call.sendAudio(frame)
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
  it.each(faults.flatMap(([name, harm]) => paces.map((pace) => [name, pace, harm] as const)))(
    'is found within 15 s: %s, %s',
    async (name, pace, harm) => {
      const { call, passage } = await begin()
      harm(passage)
      await settle()
      const states: string[] = []
      call.on('state', (state) => states.push(state))
      call.on('end', ({ type }) => states.push(type))
      const tookMs = await lasts(call, 60_000, pace)
      const reason = { type: 'lost', code: 1006, reason: 'the platform gave no sign of life' }
      // While the agent speaks, a platform that hears nothing is alive all the same.
      if (name !== 'dropping only what goes') expect(await call.ended).toEqual(reason)
      if (call.state !== 'ended') return
      // Counted from the last sign of life, which a busy machine may carry late.
      const mostMs = name === 'dropping only what goes' ? 15_000 : 10_500
      expect(call.delivery.silentMs).toBeLessThanOrEqual(mostMs)
      // What comes late makes a suspect line live again, where only what goes is dropped.
      expect(states.slice(-3)).toEqual(['suspect', 'ended', 'lost'])
      expect(states.filter((state) => state === 'ended' || state === 'lost')).toEqual(['ended', 'lost'])
      expect(clock.countTimers()).toBe(0)
      expect(call.delivery.silentMs).toBeGreaterThanOrEqual(10_000)
      const { sentMs, droppedMs } = call.audio
      if (pace !== 'idle') expect(sentMs + droppedMs).toBe(tookMs)
    },
  )

  it.each(paces)(
    'is found when nothing that goes arrives, and the platform has nothing to say, %s',
    async (pace) => {
      const line = await openLine()
      const detour = await openFaultProxy({ target: line.baseUrl })
      const call = openCall({ token: 'token', baseUrl: detour.baseUrl, clock })
      const { socket } = await line.answer()
      socket.send(says('session_started', { id: 'call-1' }))
      await call.started
      const passage = await detour.next()
      passage.change('up', { cut: { afterBytes: 0, by: 'discard' } })
      await settle()
      await lasts(call, 60_000, pace)
      expect(await call.ended).toMatchObject({ type: 'lost', code: 1006 })
      expect(call.delivery.silentMs).toBeLessThanOrEqual(10_500)
      await detour.close()
      await line.close()
    },
  )

  it.each([0, 300])('lets close() go after two seconds, with %d s of sound on the way', async (seconds) => {
    const { call, passage } = await begin()
    passage.freeze()
    await settle()
    for (let n = 0; n < seconds; n += 1) call.sendAudio(second)
    // So much is more than the system takes, and the rest of it is not waited for.
    expect(call.delivery.unsentInputMs > 0).toBe(seconds > 0)
    const ends: string[] = []
    call.on('end', ({ type }) => ends.push(type))
    call.close()
    call.close()
    await clock.tickAsync(1_999)
    expect(call.state).toBe('closing')
    await clock.tickAsync(1)
    expect(call.state).toBe('ended')
    expect(await call.ended).toEqual({ type: 'hung-up' })
    await clock.tickAsync(60_000)
    expect([ends, clock.countTimers()]).toEqual([['hung-up'], 0])
    const { sentMs, queuedMs, droppedMs } = call.audio
    expect([sentMs + droppedMs, queuedMs]).toEqual([seconds * 1_000, 0])
  })

  it('is live again when it thaws, and no message is lost', async () => {
    const line = await openLine()
    const detour = await openFaultProxy({ target: line.baseUrl })
    const call = openCall({ token: 'token', baseUrl: detour.baseUrl, clock })
    const { socket } = await line.answer()
    socket.send(says('session_started', { id: 'call-1' }))
    await call.started
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
  const children: ChildProcess[] = []
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })
  const startChild = async () => {
    const child = spawn(execPath, ['--input-type=module', '-e', script], { cwd: __dirname })
    children.push(child)
    const [port] = (await once(child.stdout, 'data')) as [Buffer]
    return { child, baseUrl: `http://127.0.0.1:${String(port).trim()}` }
  }

  it.each(['SIGKILL', 'SIGTERM'] as const)('by %s is lost at once', async (signal) => {
    const { child, baseUrl } = await startChild()
    const call = openCall({ token: 'token', baseUrl, clock })
    await call.started
    const ends: string[] = []
    call.on('end', ({ type }) => ends.push(type))
    child.kill(signal)
    // No time passes here: nothing but the end of the connection can tell.
    expect(await call.ended).toMatchObject({ type: 'lost', code: 1006 })
    await clock.tickAsync(60_000)
    expect([ends, clock.countTimers()]).toEqual([['lost'], 0])
  })

  it.each(paces)('by SIGSTOP is found by the silence, %s', async (pace) => {
    const { child, baseUrl } = await startChild()
    const call = openCall({ token: 'token', baseUrl, clock })
    await call.started
    child.kill('SIGSTOP')
    await lasts(call, 60_000, pace)
    expect(await call.ended).toMatchObject({ type: 'lost', code: 1006 })
    expect(call.delivery.silentMs).toBeLessThanOrEqual(10_500)
  })
})

describe('a stall of three seconds', () => {
  /** A second of sound that has its number in each sample. */
  const numbered = (n: number) => new Int16Array(24_000).fill(n)

  it('loses no call and no control message either way, and of the microphone exactly what it says', async () => {
    const line = await openLine()
    const detour = await openFaultProxy({ target: line.baseUrl })
    const call = openCall({ token: 'token', baseUrl: detour.baseUrl, clock })
    const { socket } = await line.answer()
    const seen = { seconds: [] as number[], outputs: [] as string[] }
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as {
        readonly data: { readonly audio?: string; readonly toolCallId?: string }
      }
      const { audio, toolCallId } = message.data
      if (audio !== undefined) seen.seconds.push(Buffer.from(audio, 'base64').readInt16LE())
      if (toolCallId !== undefined) seen.outputs.push(toolCallId)
    })
    const asked: string[] = []
    call.on('message', (message) => {
      if (message.type === 'tool_call') asked.push(message.data.toolCallId)
    })
    const states: string[] = []
    socket.send(says('session_started', { id: 'call-1' }))
    await call.started
    call.on('state', (state) => states.push(state))
    const passage = await detour.next()
    const losses: DropReport[] = []
    call.on('dropped', (loss) => losses.push(loss))

    for (const direction of ['up', 'down'] as const) passage.change(direction, { bytesPerSecond: 0 })
    const sent: string[] = []
    // A second of sound every 20 ms, to fill what the kernel would hide for a minute.
    for (let n = 0; n < 150; n += 1) {
      call.sendAudio(numbered(n))
      if (n % 10 === 0) {
        sent.push(String(n))
        call.sendToolOutput(String(n), 'done')
        socket.send(says('tool_call', { toolCallId: String(n), toolName: 'look' }))
      }
      await clock.tickAsync(20)
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    }
    expect([states, asked]).toEqual([[], []])
    expect(call.audio.droppedMs).toBeGreaterThan(0)
    expect(call.delivery.unsentInputMs).toBeGreaterThan(call.audio.droppedMs)
    for (const direction of ['up', 'down'] as const) passage.change(direction, {})
    await until(() => {
      clock.tick(1)
      const isSent = call.audio.queuedMs === 0 && seen.seconds.length * 1_000 === call.audio.sentMs
      return isSent && seen.outputs.length === sent.length && asked.length === sent.length
    })
    // The last losses are reported within a second.
    await clock.tickAsync(1_000)
    const { sentMs, droppedMs } = call.audio
    // In order, none twice, and what is missing is what was said to be dropped: by number, account and events.
    expect(seen.seconds).toEqual([...new Set(seen.seconds)].sort((one, other) => one - other))
    const missingMs = (150 - seen.seconds.length) * 1_000
    expect([sentMs, droppedMs]).toEqual([150_000 - missingMs, missingMs])
    expect(losses.reduce((sum, { ms }) => sum + ms, 0)).toBe(missingMs)
    expect(losses.at(-1)?.totalMs).toBe(missingMs)
    expect(losses.length).toBeLessThanOrEqual(1 + Math.ceil(clock.now / 1_000))
    expect([seen.outputs, asked]).toEqual([sent, sent])
    expect([states, call.state]).toEqual([[], 'live'])
    call.close()
    await call.ended
    await detour.close()
    await line.close()
  })
})
