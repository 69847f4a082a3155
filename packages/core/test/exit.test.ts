import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { openLine, says } from './line.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(60_000)

/** A client as a program of its own, as a bundler makes it from the sources. */
const folder = mkdtempSync(join(tmpdir(), 'vatel-client-'))
const program = join(folder, 'client.mjs')
beforeAll(() => {
  const text = execFileSync(execPath, [join(__dirname, 'bundle.mjs'), 'node', 'client-program.ts'], {
    maxBuffer: 2 ** 24,
  })
  writeFileSync(program, text)
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = async (baseUrl: string, mode: string, args: readonly string[] = []) => {
  const child = spawn(execPath, [...args, program, baseUrl, mode], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'exit')) as [number | null]
  return { code, said: JSON.parse(output) as Record<string, unknown> }
}

describe('a program that holds a call', () => {
  it.each(['close()', 'the end of the session', 'the signal'])(
    'ends by itself after %s, for nothing keeps it',
    async (mode) => {
      const line = await openLine()
      const ended = run(line.baseUrl, mode)
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

  it('reads 200,000 messages slowly, all of them, in order and in little memory', async () => {
    const line = await openLine()
    const ended = run(line.baseUrl, 'slow reading', ['--expose-gc'])
    const { socket } = await line.answer()
    socket.send(says('session_started', { id: 'call-1' }))
    for (let n = 0; n < 200_000; n += 1) {
      socket.send(says('response_text', { turn_id: String(n), text: 'some words of the agent' }))
      if (socket.bufferedAmount > 1_000_000)
        while (socket.bufferedAmount > 500_000) await new Promise((resolve) => setImmediate(resolve))
    }
    socket.send(says('session_ended'))
    const { said } = await ended
    expect(said).toMatchObject({ end: 'session-ended', read: 200_000, inOrder: true })
    // What waits is 1,500 messages at most; without a limit it is 40 MB and more.
    expect(said['grownBytes']).toBeLessThan(20_000_000)
    await line.close()
  })
})
