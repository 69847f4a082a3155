import { createClock } from '@sinonjs/fake-timers'
import type { ServerMessage, UnknownMessage } from '../src/protocol/messages.ts'
import { openCall } from '../src/call/socket.ts'
import { openFaultProxy } from './fault-proxy/fault-proxy.ts'
import type { LaneFaults } from './fault-proxy/rule.ts'
import { openLine, says } from './line.ts'
import { until } from './until.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

const audio = 'A'.repeat(1_280)
const texts = [
  says('session_started', { id: 'call-1' }),
  ...Array.from({ length: 30 }, (_, n) => says('response_audio', { turn_id: String(n), audio })),
]
/** A message in a word, its sound in its length. */
const brief = ({ type, data }: ServerMessage | UnknownMessage) =>
  type === 'response_audio'
    ? `turn ${data.turn_id} of ${String(data.audio.length)}, ${String(data.audio === audio)}`
    : type
const whole = ['session_started', ...Array.from({ length: 30 }, (_, n) => `turn ${String(n)} of 1280, true`)]

/** What the answer to the upgrade takes, before the first frame: no more than this. */
const headBytes = 300

/** Sends every text through a proxy with faults, and gives what the client made of them. */
const hold = async (faults: LaneFaults, seed = 1) => {
  const line = await openLine()
  const proxy = await openFaultProxy({ target: line.baseUrl, seed, rules: [{ direction: 'down', faults }] })
  const clock = createClock()
  const call = openCall({ token: 'token', baseUrl: proxy.baseUrl, clock })
  const seen: (ServerMessage | UnknownMessage)[] = []
  call.on('message', (message) => seen.push(message))
  const { socket } = await line.answer()
  socket.on('error', () => undefined)
  for (const one of texts) socket.send(one)
  return {
    call,
    clock,
    seen,
    async done() {
      call.close()
      clock.tick(2_000)
      const reason = await call.ended
      expect(clock.countTimers()).toBe(0)
      await proxy.close()
      await line.close()
      return reason
    },
  }
}

describe('a network that', () => {
  it.each([1, 2, 7, 1_459])('cuts everything into pieces of %d bytes changes nothing', async (sliceBytes) => {
    const held = await hold({ sliceBytes })
    await until(() => held.seen.length === texts.length)
    expect(held.seen.map(brief)).toEqual(whole)
    expect(await held.done()).toEqual({ type: 'hung-up' })
  })

  it.each(Array.from({ length: 20 }, (_, n) => headBytes + n * 71))(
    'breaks after %d bytes loses the call, and gives no half of a message',
    async (afterBytes) => {
      const held = await hold({ cut: { afterBytes, by: 'fin' } })
      expect(await held.call.ended).toMatchObject({ type: 'lost', code: 1006 })
      expect(held.seen.map(brief)).toEqual(whole.slice(0, held.seen.length))
      await held.done()
    },
  )

  it.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
    'turns bits over may end the call, and breaks nothing else (seed %d)',
    async (seed) => {
      const held = await hold({ sliceBytes: 64, corrupt: 0.01 }, seed)
      const { call, seen } = held
      const isOver = () => call.state === 'ended'
      const all = () => seen.length + call.delivery.invalidMessages >= texts.length
      // A length that was turned over makes the client wait for more than there is.
      for (let turn = 0; turn < 300 && !isOver() && !all(); turn += 1)
        await new Promise((resolve) => setImmediate(resolve))
      const reason = await held.done()
      expect(['lost', 'hung-up', 'failed', 'refused', 'session-ended']).toContain(reason.type)
    },
  )
})
