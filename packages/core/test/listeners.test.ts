import { getEventListeners } from 'node:events'
import { createEmitter } from '../src/socket/emitter.ts'
import { openCall } from '../src/socket/call-socket.ts'
import { openLine, says, type Line } from './line.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(60_000)

interface Events {
  readonly tick: number
  readonly tock: string
}

describe('listeners', () => {
  it('are called, all of them, though others throw, leave, join or hang up', async () => {
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

  it('that throw do so on a task of their own when nobody is told', () => {
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

  it('leave nothing behind: ten thousand come and go', () => {
    const emitter = createEmitter<Events>()
    let calls = 0
    const listener = () => (calls += 1)
    for (let n = 0; n < 10_000; n += 1) {
      const leave = emitter.on(n % 2 === 0 ? 'tick' : 'tock', listener)
      leave()
      leave()
    }
    emitter.emit('tick', 1)
    emitter.emit('tock', 'x')
    expect(calls).toBe(0)
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
