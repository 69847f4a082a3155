import { ConnectionLostError, RefusedError, TimeoutError, tool, type EndReason } from '@vatel/core'
import * as t from 'io-ts'
import { createActor } from 'xstate'
import { deferred } from '../test/deferred.ts'
import { testMicrophone } from '../test/devices.ts'
import { says } from '../test/messages.ts'
import { scriptedConnection, type ScriptedConnection } from '../test/scripted-connection.ts'
import { setUp, startCall } from '../test/start-call.ts'
import { callMachine } from './call-machine.ts'
import { outcomeOf, selectEndReason, selectTranscript } from './selectors.ts'

type Call = Awaited<ReturnType<typeof startCall>>

const expectNothingRunning = ({ actor, clock, microphone, speaker }: Call): void => {
  expect(actor.getSnapshot().children).toEqual({})
  expect(microphone.state).not.toBe('listened')
  expect(speaker.listeners).toBe(0)
  expect(clock.countTimers()).toBe(0)
}

describe('ended', () => {
  const paths: readonly (readonly [string, EndReason, (call: Call) => void])[] = [
    ['the user hangs up', { type: 'hung-up' }, ({ send }) => send('hangUp')],
    ['the platform ends the session', { type: 'session-ended' }, ({ line }) => line().say(says.ended)],
    [
      'the connection breaks',
      { type: 'lost', code: 1006, reason: '' },
      ({ line }) => line().end({ type: 'lost', code: 1006, reason: '' }),
    ],
    [
      'the connection cannot go on',
      { type: 'timed-out', stage: 'starting' },
      ({ line }) => line().end({ type: 'timed-out', stage: 'starting' }),
    ],
  ]

  it.each(paths)('is told once and leaves nothing running when %s', async (_, reason, end) => {
    const call = await startCall()
    call.speaker.tell('started')
    call.speaker.tell('underrun')
    end(call)
    await call.pass()
    expect(call.phase()).toBe('ended')
    expect(selectEndReason(call.actor.getSnapshot())).toEqual(reason)
    expect(call.emitted).toEqual([{ type: 'ended', reason }])
    expect(call.microphone.state).toBe('closed')
    expect(call.line().closed).toBeGreaterThan(0)
    expectNothingRunning(call)
  })

  it.each([
    [new RefusedError(401, 'no'), { type: 'refused', status: 401, message: 'no' }],
    [new ConnectionLostError(1006, ''), { type: 'lost', code: 1006, reason: '' }],
    [new TimeoutError('starting', 10_000), { type: 'timed-out', stage: 'starting' }],
  ])('says why the call did not begin: %s', async (error, reason) => {
    const call = setUp()
    call.send('call')
    await call.pass()
    call.line().refuse(error)
    await call.pass()
    expect(selectEndReason(call.actor.getSnapshot())).toEqual(reason)
    expect(call.microphone.state).toBe('closed')
    expectNothingRunning(call)
  })

  it('says as a ConnectFailedError what connect threw', async () => {
    const cause = new TypeError('fetch failed')
    const call = setUp({ connect: () => Promise.reject(cause) })
    call.send('call')
    await call.pass()
    expect(selectEndReason(call.actor.getSnapshot())).toMatchObject({
      type: 'failed',
      error: { _tag: 'ConnectFailedError', cause },
    })
    expect(call.microphone.state).toBe('closed')
  })

  it('says what kept the microphone from opening, and asks for no token', async () => {
    const connect = jest.fn(scriptedConnection)
    const call = setUp({ connect, microphone: () => Promise.reject(new Error('denied')) })
    call.send('call')
    await call.pass()
    expect(selectEndReason(call.actor.getSnapshot())).toMatchObject({ type: 'failed' })
    expect(connect).not.toHaveBeenCalled()
  })

  it('closes a connection that opens after the user has hung up', async () => {
    const late = deferred<ScriptedConnection>()
    const call = setUp({ connect: () => late.promise })
    call.send('call')
    await call.pass()
    call.send('hangUp')
    expect(selectEndReason(call.actor.getSnapshot())).toEqual({ type: 'hung-up' })
    const connection = scriptedConnection()
    late.resolve(connection)
    await call.pass()
    expect(connection.closed).toBe(1)
    expect(call.microphone.state).toBe('closed')
  })

  it('closes the microphone at once when the user hangs up, however long connect takes', async () => {
    const call = setUp({ connect: () => new Promise(() => undefined) })
    call.send('call')
    await call.pass()
    expect(call.microphone.state).toBe('open')
    call.send('hangUp')
    expect(call.microphone.state).toBe('closed')
  })

  it('aborts the signal that connect was given, but not once the call has begun', async () => {
    const signals: AbortSignal[] = []
    const connections: ScriptedConnection[] = []
    const call = setUp({
      connect: ({ signal }) => {
        signals.push(signal)
        connections.push(scriptedConnection())
        return connections.at(-1) ?? scriptedConnection()
      },
    })
    call.send('call')
    await call.pass()
    call.send('hangUp')
    call.send('call')
    await call.pass()
    connections[1]?.begin()
    await call.pass()
    call.send('hangUp')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
    expect(connections.map(({ closed }) => closed > 0)).toEqual([true, true])
  })

  it('stops everything when the actor is stopped', async () => {
    const call = await startCall()
    await call.say(says.audio())
    call.speaker.tell('started')
    call.actor.stop()
    expect(call.microphone.state).toBe('closed')
    expect(call.line().closed).toBe(1)
    expect(call.speaker.flushes).toBe(1)
    expect(call.clock.countTimers()).toBe(0)
  })

  it('aborts the tools that run, and answers for them before it hangs up', async () => {
    const signals: AbortSignal[] = []
    const get_weather = tool({
      args: t.type({ city: t.string }),
      run: (_, { signal }) => {
        signals.push(signal)
        return new Promise(() => undefined)
      },
    })
    const call = await startCall({ tools: { get_weather } })
    await call.say(says.tool())
    call.send('hangUp')
    await call.pass()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    expect(call.line().outputs).toHaveLength(1)
    expect(outcomeOf(call.actor.getSnapshot())?.tools).toMatchObject([{ status: 'cancelled' }])
    expect(outcomeOf(call.actor.getSnapshot())?.transcript).toMatchObject([
      { who: 'tool', output: expect.stringContaining('ended') as string },
    ])
    expectNothingRunning(call)
  })

  it('keeps what was heard until the end, and not a word more', async () => {
    const call = setUp()
    const { connect } = call.input
    const actor = createActor(callMachine, { input: { connect }, clock: call.clock }).start()
    actor.send({ type: 'call' })
    await call.pass()
    call.line().begin()
    await call.say(says.text('One two three four.'), says.audio(2_000, 'turn-1', true))
    // After the last word about what was heard, and before the next.
    await call.pass(1_390)
    actor.send({ type: 'hangUp' })
    expect(selectTranscript(actor.getSnapshot())).toMatchObject([
      { who: 'agent', heardText: 'One two three', unheardText: ' four.' },
    ])
  })

  it.each(['call', 'retry'] as const)('begins a call that looks like a new one on %s', async (command) => {
    const microphones = [testMicrophone(), testMicrophone()]
    const waiting = [...microphones]
    const call = await startCall({ microphone: () => waiting.shift() ?? testMicrophone() })
    await call.say(says.text('Hello.'), says.voice(), says.heard('Hi.'))
    call.line().end({ type: 'lost', code: 1006, reason: '' })
    await call.pass()
    expect(outcomeOf(call.actor.getSnapshot())?.transcript).toHaveLength(2)
    call.send(command)
    expect(call.phase()).toBe('connecting')
    expect(call.actor.getSnapshot().context).toMatchObject({ sessionId: null, transcript: [], reason: null })
    await call.pass()
    call.line().begin('call-2')
    await call.pass()
    expect(call.phase()).toBe('listening')
    expect(call.connections).toHaveLength(2)
    expect(call.actor.getSnapshot().context.sessionId).toBe('call-2')
    expect(microphones.map(({ state }) => state)).toEqual(['closed', 'listened'])
    call.send('hangUp')
    expect(call.emitted.map(({ type }) => type)).toEqual(['ended', 'ended'])
  })
})
