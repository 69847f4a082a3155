import { openLine, says } from './line.ts'
import { bundleProgram, type Program } from './program.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(60_000)

let program: Program
beforeAll(() => {
  program = bundleProgram('client-program.ts')
})
afterAll(() => program.remove())

describe('a program that holds a call', () => {
  it.each(['close()', 'the end of the session', 'the signal'])(
    'ends by itself after %s, for nothing keeps it',
    async (mode) => {
      const line = await openLine()
      const { ended } = program.start([line.baseUrl, mode])
      const { socket } = await line.answer()
      socket.send(says('session_started', { id: 'call-1' }))
      socket.on('message', () => socket.send(says('session_ended')))
      expect(await ended).toEqual({
        code: 0,
        said: { end: mode === 'the end of the session' ? 'session-ended' : 'hung-up', timers: 0 },
      })
      await line.close()
    },
  )
})
