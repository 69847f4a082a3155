import { createClock } from '@sinonjs/fake-timers'
import { tinyScenario } from '../test/tiny-call.ts'
import type { Faults } from './rules/faults/faults.ts'
import { simulatePlatform } from './simulate-platform.ts'

interface Socket extends EventTarget {
  readonly bufferedAmount: number
  readonly readyState: number
  send(text: string): void
  close(code?: number): void
  terminate(): void
}

interface SocketOptions {
  readonly maxPayload?: number
  readonly closeTimeout?: number
}

type SocketClass = new (url: string, options?: SocketOptions) => Socket

/** Opens a socket to a platform with faults and records its events. */
const open = async (faults: Faults, options: SocketOptions = {}) => {
  const clock = createClock()
  const platform = simulatePlatform({ scenario: tinyScenario, clock, faults })
  const response = await platform.fetch(`${platform.url}/v1/session-token`, {
    method: 'POST',
    headers: { authorization: `Bearer ${platform.apiKey}` },
    body: JSON.stringify({ agent_id: platform.agentId }),
  })
  const { token } = (await response.json()) as { readonly token: string }
  const Socket = platform.WebSocket as unknown as SocketClass
  const socket = new Socket(`wss://simulator.invalid/v1/connection?token=${token}`, options)
  const events: string[] = []
  for (const type of ['open', 'message', 'error', 'close'])
    socket.addEventListener(type, (event) =>
      events.push('code' in event ? `${type} ${String(event.code)}` : type),
    )
  await clock.tickAsync(0)
  return { clock, socket, events }
}

const frame = JSON.stringify({ type: 'input_audio', data: { audio: 'A'.repeat(1_280) } })

describe('in-memory WebSocket', () => {
  it('buffers what a slow reader does not take, and delivers it later', async () => {
    const { clock, socket } = await open({ slowReader: { bytesPerSecond: 40_000 } })
    for (let sent = 0; sent < 100; sent++) socket.send(frame)
    await clock.tickAsync(0)
    // 64 kB and the message that exceeds them have been read.
    expect(socket.bufferedAmount).toBe(50 * frame.length)
    await clock.tickAsync(1_000)
    expect(socket.bufferedAmount).toBeLessThan(50 * frame.length)
    await clock.tickAsync(4_000)
    expect(socket.bufferedAmount).toBe(0)
  })

  it('buffers everything once the connection is half open', async () => {
    const { clock, socket } = await open({ halfOpenAfterMs: 100 })
    await clock.tickAsync(100)
    socket.send(frame)
    await clock.tickAsync(60_000)
    expect(socket.bufferedAmount).toBe(frame.length)
  })

  it('fails the connection for a text of invalid UTF-8, as browsers do', async () => {
    const { clock, events } = await open({ invalidUtf8AfterMs: 100 })
    expect(events).toEqual(['open', 'message'])
    await clock.tickAsync(100)
    expect(events).toEqual(['open', 'message', 'error', 'close 1006'])
  })

  it('fails the connection for a message longer than maxPayload, as ws does', async () => {
    const { events } = await open({ oversizedBytes: 5_000 }, { maxPayload: 4_000 })
    expect(events).toEqual(['open', 'message', 'error', 'close 1006'])
    expect((await open({ oversizedBytes: 5_000 })).events).toEqual(['open', 'message', 'message'])
  })

  it('waits for the close frame of a half-open connection until its timeout', async () => {
    const { clock, socket, events } = await open({ halfOpenAfterMs: 100 }, { closeTimeout: 2_000 })
    await clock.tickAsync(100)
    socket.close(1000)
    await clock.tickAsync(1_999)
    expect(events).toEqual(['open', 'message'])
    await clock.tickAsync(1)
    expect([events.at(-1), clock.countTimers()]).toEqual(['close 1006', 0])
  })

  it('closes once, however often close is called', async () => {
    const { clock, socket, events } = await open({})
    socket.close(1000)
    socket.close(1000)
    await clock.tickAsync(0)
    socket.terminate()
    await clock.tickAsync(0)
    expect([events.filter((event) => event.startsWith('close')), socket.readyState]).toEqual([
      ['close 1000'],
      3,
    ])
  })
})
