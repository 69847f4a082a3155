import { getEventListeners } from 'node:events'
import type { Socket } from 'node:net'
import { createClock } from '@sinonjs/fake-timers'
import { openCall } from '../src/call/socket.ts'
import type { CallState } from '../src/call/lifecycle.ts'
import { openHttp, says } from './line.ts'
import { countSockets } from './open-sockets.ts'
import { UnclosingSocket } from './unclosing-socket.ts'
import { acceptOf, frameOf, openRawServer, startFrame, type RawServer } from './raw-server.ts'
import { until } from './until.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

type Answer = (end?: string) => Promise<{ readonly socket: Socket; readonly head: string }>
type Reach = (answer: Answer) => Promise<unknown>

const says101 =
  (...frames: readonly Buffer[]): Reach =>
  async (answer) => {
    const { socket, head } = await answer()
    socket.write(Buffer.concat([Buffer.from(acceptOf(head)), ...frames]))
  }
const saysHalf =
  (half: string): Reach =>
  async (answer) =>
    (await answer()).socket.write(half)

/** Everything that the beginning of a call waits for. */
const moments: readonly (readonly [name: string, state: CallState, reach: Reach, scheme?: string])[] = [
  ['before anything', 'connecting', () => Promise.resolve()],
  ['within the TLS handshake', 'connecting', (answer) => answer(''), 'https:'],
  ['when the request is out', 'connecting', (answer) => answer()],
  ['within the head of the answer', 'connecting', saysHalf('HTTP/1.1 101 Swit')],
  [
    'within the body of a refusal',
    'connecting',
    saysHalf('HTTP/1.1 401 No\r\ncontent-length: 99\r\n\r\n{"er'),
  ],
  ['after the upgrade', 'starting', says101()],
  ['within the first frame', 'starting', says101(startFrame.subarray(0, 9))],
  ['after another message', 'starting', says101(frameOf(says('mystery')))],
  ['as soon as it is live', 'live', says101(startFrame)],
]
const ways = ['close()', 'the signal'] as const
const peers = ['lets go', 'is mute'] as const

describe('leaving while a call begins', () => {
  let server: RawServer
  let socketsBefore = 0
  beforeEach(async () => {
    socketsBefore = countSockets()
    server = await openRawServer()
  })
  afterEach(() => server.close())

  it.each(
    moments.flatMap((moment) =>
      ways.flatMap((way) => peers.map((peer) => [moment[0], way, peer, moment] as const)),
    ),
  )(
    'leaves nothing behind: %s, by %s, when the platform %s',
    async (_name, way, peer, [, state, reach, scheme = 'http:']) => {
      const clock = createClock()
      const abort = new AbortController()
      const baseUrl = server.baseUrl.replace('http:', scheme)
      const { signal } = abort
      const call = openCall({ token: 'token', baseUrl, clock, signal, WebSocket: UnclosingSocket })
      const ends: unknown[] = []
      call.on('end', (reason) => ends.push(reason))
      let connection: Socket | undefined
      await reach(async (end) => {
        const answered = await server.answer(end)
        connection = answered.socket
        return answered
      })
      await until(() => call.state === state)
      if (peer === 'lets go') connection?.once('data', () => connection?.end())
      if (way === 'close()') call.close()
      else abort.abort()
      // No time passes: `started` rejects at once, whatever the platform does.
      if (state !== 'live') await expect(call.started).rejects.toMatchObject({ _tag: 'AbortedError' })
      if (state !== 'connecting' && peer === 'is mute') {
        await clock.tickAsync(1_999)
        expect(call.state).toBe('closing')
        await clock.tickAsync(1)
        expect(call.state).toBe('ended')
      }
      expect(await call.ended).toEqual({ type: 'hung-up' })
      expect(clock.now).toBe(state !== 'connecting' && peer === 'is mute' ? 2_000 : 0)
      // What the server holds of it goes without its help.
      await until(() => connection?.destroyed !== false)
      expect(clock.countTimers()).toBe(0)
      expect(getEventListeners(abort.signal, 'abort')).toHaveLength(0)
      expect(ends).toEqual([{ type: 'hung-up' }])
      await server.close()
      await until(() => countSockets() <= socketsBefore)
    },
  )

  it('opens nothing when the signal has been aborted before', async () => {
    const call = openCall({ token: 'token', baseUrl: 'http://127.0.0.1:1', signal: AbortSignal.abort() })
    await expect(call.started).rejects.toMatchObject({ _tag: 'AbortedError' })
    expect(await call.ended).toEqual({ type: 'hung-up' })
  })

  it('does not wait for a refusal that never ends, and keeps its status and Retry-After', async () => {
    const clock = createClock()
    const http = await openHttp((_request, response) =>
      response.writeHead(503, { 'retry-after': '7' }).write('{'),
    )
    const call = openCall({ token: 'token', baseUrl: http.baseUrl, clock })
    let isOver = false
    void call.ended.then(() => (isOver = true))
    // No more than a fifth of the time that the whole beginning may take.
    await until(() => {
      clock.tick(1)
      return isOver || clock.now > 9_000
    })
    expect(await call.ended).toEqual({ type: 'refused', status: 503, message: '', retryAfterMs: 7_000 })
    await until(() => countSockets() <= socketsBefore + 2)
    await http.close()
  })
})
