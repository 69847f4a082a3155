import { getEventListeners } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createEmitter } from '../src/call/receive-buffer.ts'
import { openCall } from '../src/call/socket.ts'
import { openLine, says, type Line } from './line.ts'
import { bundleProgram } from './program.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

interface Events {
  readonly tick: number
}

describe('listeners', () => {
  it('are called, all of them, though others leave, join or hang up', async () => {
    const line: Line = await openLine()
    const call = openCall({ token: 'token', baseUrl: line.baseUrl })
    const { socket } = await line.answer()
    const seen: string[] = []
    const leave = call.on('message', ({ type }) => {
      seen.push(`leaves ${type}`)
      leave()
    })
    call.on('message', ({ type }) => {
      if (type === 'session_started') call.on('message', (message) => seen.push(`joined ${message.type}`))
    })
    call.on('message', ({ type }) => {
      if (type === 'response_text') call.close()
    })
    call.on('message', ({ type }) => seen.push(`last ${type}`))
    socket.send(says('session_started', { id: 'call-1' }))
    socket.send(says('response_text', { turn_id: 't', text: 'so' }))
    socket.send(says('response_text', { turn_id: 't', text: 'nobody hears this' }))
    expect(await call.ended).toEqual({ type: 'hung-up' })
    expect(seen).toEqual([
      'leaves session_started',
      'last session_started',
      'last response_text',
      'joined response_text',
    ])
    await line.close()
  })

  it('that fail, at once or later, stop nobody and change nothing, and each failure is an uncaught error once', async () => {
    const line = await openLine()
    const program = bundleProgram('listening-program.ts')
    const { ended } = program.start([line.baseUrl])
    const { socket } = await line.answer()
    socket.on('message', () => {
      socket.send('no JSON')
      socket.send(says('response_text', { turn_id: 't', text: 'so' }))
    })
    socket.send(says('session_started', { id: 'call-1' }))
    // An event that is caused while another is emitted, as by close(), waits its turn.
    const events = ['state', 'state', 'message', 'sent', 'invalid', 'message', 'state', 'state', 'end']
    const { code, said } = await ended
    expect(said['received']).toEqual({
      leaving: [...new Set(events)],
      throwing: events,
      rejecting: events,
      last: events,
      joined: events.filter((event, at) => events.indexOf(event) < at),
    })
    expect(said).toMatchObject({ state: 'live', end: 'hung-up', unhandled: 0 })
    const failures = events.flatMap((event) => [`thrown at ${event}`, `rejected at ${event}`])
    expect([...(said['uncaught'] as readonly string[])].sort()).toEqual(
      failures.map((failure) => `uncaughtException: ${failure}`).sort(),
    )
    expect(code).toBe(0)
    program.remove()
    await line.close()
  })

  it('that throw are reported once each, in order, and stop nobody', () => {
    const reported: unknown[] = []
    const emitter = createEmitter<Events>((error) => reported.push(error))
    const seen: number[] = []
    for (let n = 0; n < 100; n += 1)
      emitter.on('tick', (value) => {
        seen.push(n)
        if (n % 2 === 0) throw new Error(`${String(n)} at ${String(value)}`)
      })
    emitter.emit('tick', 7)
    expect(seen).toHaveLength(100)
    expect(reported.map((error) => (error as Error).message)).toEqual(
      Array.from({ length: 50 }, (_, n) => `${String(2 * n)} at 7`),
    )
  })

  it('that throw do so on a task of their own', () => {
    jest.useFakeTimers()
    try {
      const emitter = createEmitter<Events>()
      emitter.on('tick', () => {
        throw new Error('a defect')
      })
      emitter.emit('tick', 1)
      expect(() => jest.runAllTimers()).toThrow('a defect')
    } finally {
      jest.useRealTimers()
    }
  })

  it('leave nothing behind: ten thousand come and go', async () => {
    const line = await openLine()
    const call = openCall({ token: 'token', baseUrl: line.baseUrl })
    const { socket } = await line.answer()
    const events = ['message', 'invalid', 'sent', 'state', 'dropped', 'end'] as const
    let calls = 0
    const listen = () =>
      Array.from({ length: 10_000 }, (_, n) => {
        const listener = () => (calls += n + 1)
        const event = events[n % events.length] ?? 'end'
        // Twice the same, and each leaves twice.
        const leaves = [call.on(event, listener), call.on(event, listener)]
        for (const leave of [...leaves, ...leaves]) leave()
        const messages = call.messages()
        void messages.return?.()
        return [new WeakRef(listener), new WeakRef(messages)]
      }).flat()
    const come = listen()
    socket.send(says('session_started', { id: 'call-1' }))
    await call.started
    call.sendToolOutput('1', 'done')
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    // What was looked at in a task lives until its end.
    await new Promise((resolve) => setImmediate(resolve))
    collectGarbage()
    expect(come.filter((each) => each.deref() !== undefined)).toHaveLength(0)
    expect([calls, call.state]).toEqual([0, 'live'])
    socket.send(says('session_ended'))
    await call.ended
    expect(calls).toBe(0)
    await line.close()
  })

  it('of a signal leave with the call', async () => {
    const line = await openLine()
    const { signal } = new AbortController()
    for (let n = 0; n < 20; n += 1) {
      const call = openCall({ token: 'token', baseUrl: line.baseUrl, signal })
      const { socket } = await line.answer()
      socket.send(says('session_started', { id: 'call-1' }))
      socket.send(says('session_ended'))
      await call.ended
    }
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
    await line.close()
  })
})
