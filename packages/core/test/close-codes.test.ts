import { createClock } from '@sinonjs/fake-timers'
import { openCall } from '../src/call/socket.ts'
import { explainEnd, type EndClass, type EndReason } from '../src/call/end-reason.ts'
import { says } from './line.ts'
import { countSockets } from './open-sockets.ts'
import { acceptOf, closeFrameOf, frameOf, openRawServer, startFrame, type RawServer } from './raw-server.ts'
import { until } from './until.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

const range = (first: number, last: number, step = 1) =>
  Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, n) => first + n * step)

/** The codes of each class; every code from 4000 on that is not among them is a reason of the platform's own. */
const codesByClass: Readonly<Partial<Record<EndClass, readonly number[]>>> = {
  ended: [1000],
  lost: [1001, 1011, 1012, 1013, 1014],
  protocol: [1002, 1003, 1007, 1009, 1010],
  auth: [1008, 3000, 3003, 4401, 4403],
  server: [...range(3_001, 3_999, 83), ...range(4_000, 4_999, 37), 4_400, 4_402, 4_499, 4_500, 4_999],
}
/** What RFC 6455 section 7.4 lets nobody write into a frame. */
const forbidden = [0, 999, 1_004, 1_005, 1_006, 1_015, 1_016, 2_000, 2_999, 5_000, 65_535]

describe('a close frame in a live call', () => {
  let server: RawServer
  let socketsBefore = 0
  beforeEach(async () => {
    socketsBefore = countSockets()
    server = await openRawServer()
  })
  afterEach(() => server.close())

  /** Has a live call closed with a code, lets the platform go on talking, and gives how the call ended. */
  const close = async (code: number): Promise<EndReason> => {
    const clock = createClock()
    const call = openCall({ token: 'token', baseUrl: server.baseUrl, clock })
    const { socket, head } = await server.answer()
    const seen: string[] = []
    call.on('state', (state) => seen.push(state))
    call.on('message', ({ type }) => seen.push(type))
    call.on('invalid', () => seen.push('invalid'))
    call.on('dropped', () => seen.push('dropped'))
    call.on('end', ({ type }) => seen.push(type))
    socket.write(acceptOf(head))
    socket.write(startFrame)
    await call.started
    socket.write(Buffer.concat([closeFrameOf(code, 'why'), frameOf(says('speech_started'))]))
    socket.once('data', () => socket.end())
    const reason = await call.ended
    call.sendAudio(new Int16Array(480))
    call.close()
    await until(() => countSockets() <= socketsBefore)
    await clock.tickAsync(60_000)
    // Nothing but the frame had to be waited for: no time had passed, and none brings anything more.
    expect(seen).toEqual(['starting', 'live', 'session_started', 'ended', reason.type])
    expect([clock.now, clock.countTimers()]).toEqual([60_000, 0])
    return reason
  }

  it.each(Object.entries(codesByClass))(
    'is %s by each of its codes, and is emitted once',
    async (name, codes) => {
      for (const code of codes) {
        const reason = await close(code)
        expect(reason).toEqual(
          code === 1000 ? { type: 'session-ended' } : { type: 'lost', code, reason: 'why' },
        )
        expect([code, explainEnd(reason)]).toEqual([code, { class: name, retryable: name === 'lost' }])
      }
    },
  )

  it.each(forbidden)('is a breach with code %d, which nobody may send', async (code) => {
    const reason = await close(code)
    expect(reason).toMatchObject({ type: 'lost', code: 1002 })
    expect(explainEnd(reason)).toEqual({ class: 'protocol', retryable: false })
  })
})
