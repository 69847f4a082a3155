import { openHttp, openLine, says } from './line.ts'
import { bundleProgram, type Program } from './program.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

let program: Program
beforeAll(() => {
  program = bundleProgram('client-program.ts')
})
afterAll(() => program.remove())

// Less than the shortest timer or keep-alive that could hold a program; a busy peer may take a moment to close.
const exits = { code: 0, said: { timers: 0, idleMs: expect.any(Number) as number } }

describe('a program that holds a call', () => {
  it.each(['close()', 'close() while it opens', 'the end of the session', 'the signal'])(
    'ends by itself after %s, for nothing keeps it',
    async (mode) => {
      const line = await openLine()
      const { ended } = program.start([line.baseUrl, mode])
      const end = mode === 'the end of the session' ? 'session-ended' : 'hung-up'
      if (mode !== 'close() while it opens') {
        const { socket } = await line.answer()
        socket.send(says('session_started', { id: 'call-1' }))
        socket.on('message', () => socket.send(says('session_ended')))
      }
      const exited = await ended
      expect(exited).toMatchObject({ ...exits, said: { ...exits.said, end } })
      expect(exited.said['idleMs']).toBeLessThan(1_000)
      await line.close()
    },
  )
})

describe('a program that makes a request', () => {
  it.each([
    ['a request', 'an answer'],
    ['a request that is aborted', 'AbortedError'],
  ])('ends by itself after %s, though the platform keeps the connection', async (mode, end) => {
    const http = await openHttp((_request, response) => {
      if (mode === 'a request') response.end('[]')
    })
    const exited = await program.start([http.baseUrl, mode]).ended
    expect(exited).toMatchObject({ ...exits, said: { ...exits.said, end } })
    expect(exited.said['idleMs']).toBeLessThan(1_000)
    await http.close()
  })
})
