import { type EndReason, RefusedError, systemClock } from '@vatel/core'
import { createActor, SimulatedClock } from 'xstate'
import { deferred } from '../test/deferred.ts'
import { message } from '../test/messages.ts'
import { createFakeConnection, type FakeConnection } from '../../core/test/fake-connection.ts'
import { settle, simulateTime } from '../test/simulated-time.ts'
import { setUp } from '../test/start-call.ts'
import { callMachine } from './call-machine.ts'
import { clockOf } from './dial.ts'
import type { CallInput } from './input.ts'
import { isPhase } from './phase.ts'
import { selectEndReason } from './selectors.ts'

describe('dial', () => {
  it.each<EndReason>([
    { type: 'refused', status: 401, message: 'no' },
    { type: 'lost', code: 1006, reason: '' },
    { type: 'timed-out', stage: 'starting' },
  ])('reports why the call did not begin: %o', async (reason) => {
    const call = setUp()
    call.send('call')
    await call.pass()
    call.connection().end(reason)
    await call.pass()
    expect(selectEndReason(call.actor.getSnapshot())).toEqual(reason)
    expect(call.microphone.state).toBe('closed')
    expect(call.actor.getSnapshot().children).toEqual({})
    expect(call.speaker.listeners).toBe(0)
    expect(call.clock.countTimers()).toBe(0)
  })

  it('reports a value that connect threw as a ConnectFailedError', async () => {
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

  it.each([
    ['no connect', {}, 'pass `input` or use createCallMachine'],
    ['a connect that is no function', { connect: 'wss://example.com' }, 'pass `input`'],
    ['a connect that returns a token', { connect: () => 'token' }, 'it returned none'],
    ['a connect that returns nothing', { connect: () => undefined }, 'it returned none'],
    [
      'a connect that resolves with what is no call',
      { connect: () => Promise.resolve({}) },
      'it returned none',
    ],
  ])('refuses an input with %s by the name of the field', async (_, given, remedy) => {
    const input = given as unknown as CallInput
    const actor = createActor(callMachine, { input }).start()
    actor.send({ type: 'call' })
    await settle()
    expect(selectEndReason(actor.getSnapshot())).toMatchObject({
      type: 'failed',
      error: {
        _tag: 'InvalidArgumentError',
        retryable: false,
        field: 'input.connect',
        message: expect.stringMatching(/must be a function that opens a connection: /) as string,
      },
    })
    const reason = selectEndReason(actor.getSnapshot())
    expect(reason?.type === 'failed' && reason.error.message).toContain(remedy)
    expect(JSON.stringify(reason)).not.toContain('wss://example.com')
  })

  it.each<readonly [string, Error, string | undefined]>([
    ['a browser', new DOMException('Permission denied', 'NotAllowedError'), 'NotAllowedError'],
    ['audio', Object.assign(new Error('no access'), { reason: 'denied' }), 'denied'],
    ['an error with a sentence', Object.assign(new Error('no'), { reason: 'token 123 is wrong' }), undefined],
    ['an error without a name', new Error('no'), undefined],
  ])(
    'reports a microphone that does not open, also in snapshots, and asks for no token: %s',
    async (_, cause, reason) => {
      const connect = jest.fn(createFakeConnection)
      const call = setUp({ connect, microphone: () => Promise.reject(cause) })
      call.send('call')
      await call.pass()
      const expected = {
        _tag: 'DeviceFailedError',
        device: 'microphone',
        retryable: false,
        message: expect.stringMatching(/^the microphone failed/) as string,
        ...(reason !== undefined && { reason }),
      }
      const ended = selectEndReason(call.actor.getSnapshot())
      expect(ended).toMatchObject({ type: 'failed', error: expected })
      expect(ended?.type === 'failed' && ended.error.cause).toBe(cause)
      const stored: unknown = JSON.parse(JSON.stringify(call.actor.getPersistedSnapshot()))
      expect(stored).toMatchObject({ context: { reason: { type: 'failed', error: expected } } })
      expect(JSON.stringify(stored)).not.toContain('token 123')
      expect(connect).not.toHaveBeenCalled()
    },
  )

  it('closes a connection that opens after the user has hung up', async () => {
    const late = deferred<FakeConnection>()
    const call = setUp({ connect: () => late.promise })
    call.send('call')
    await call.pass()
    call.send('hangUp')
    expect(selectEndReason(call.actor.getSnapshot())).toEqual({ type: 'hung-up' })
    const connection = createFakeConnection()
    late.resolve(connection)
    await call.pass()
    expect(connection.closeCount).toBe(1)
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
    const connections: FakeConnection[] = []
    const call = setUp({
      connect: ({ signal }) => {
        signals.push(signal)
        connections.push(createFakeConnection())
        return connections.at(-1) ?? createFakeConnection()
      },
    })
    call.send('call')
    await call.pass()
    call.send('hangUp')
    call.send('call')
    await call.pass()
    connections[1]?.start()
    await call.pass()
    call.send('hangUp')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
    expect(connections.map(({ closeCount }) => closeCount > 0)).toEqual([true, true])
  })

  it('ends the call when connect does not settle within its deadline, and closes what opens later', async () => {
    const late = deferred<FakeConnection>()
    const signals: AbortSignal[] = []
    const call = setUp({
      connect: ({ signal }) => {
        signals.push(signal)
        return late.promise
      },
    })
    call.send('call')
    await call.pass(19_999)
    expect(call.phase()).toBe('connecting')
    await call.pass(1)
    expect(selectEndReason(call.actor.getSnapshot())).toMatchObject({
      type: 'failed',
      error: { _tag: 'TimeoutError', stage: 'token', afterMs: 20_000, retryable: true },
    })
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    expect(call.microphone.state).toBe('closed')
    expect(call.clock.countTimers()).toBe(0)
    const connection = createFakeConnection()
    late.resolve(connection)
    await call.pass()
    expect(connection.closeCount).toBe(1)
    expect(call.emitted.map(({ type }) => type)).toEqual(['call.ended'])
  })

  it('takes the deadline of connect from the input', async () => {
    const call = setUp({ connect: () => new Promise(() => undefined), connectTimeoutMs: 500 })
    call.send('call')
    await call.pass(500)
    expect(selectEndReason(call.actor.getSnapshot())).toMatchObject({ error: { afterMs: 500 } })
  })

  it('passes the parameters of call to connect, and those of the last call after retry', async () => {
    const given: unknown[] = []
    const call = setUp({
      connect: ({ parameters }) => {
        given.push(parameters)
        throw new RefusedError(503, '')
      },
    })
    call.actor.send({ type: 'call', parameters: { agent_id: 'a' } })
    await call.pass()
    call.send('retry')
    await call.pass()
    call.actor.send({ type: 'retry', parameters: { agent_id: 'b' } })
    await call.pass()
    call.send('call')
    await call.pass()
    expect(given).toEqual([{ agent_id: 'a' }, { agent_id: 'a' }, { agent_id: 'b' }, {}])
  })

  it('keeps the time that the platform asks to wait', async () => {
    const call = setUp({ connect: () => Promise.reject(new RefusedError(429, 'too many calls', 5_000)) })
    call.send('call')
    await call.pass()
    expect(selectEndReason(call.actor.getSnapshot())).toEqual({
      type: 'refused',
      status: 429,
      message: 'too many calls',
      retryAfterMs: 5_000,
    })
  })
})

describe('the clock of an actor', () => {
  it('is used as it is when it fits core’s Clock', () => {
    const clock = simulateTime()
    expect(clockOf({ clock })).toBe(clock)
  })

  it('has the time and the timers of XState’s SimulatedClock', () => {
    const simulated = new SimulatedClock()
    const clock = clockOf({ clock: simulated })
    const rang: number[] = []
    clock.setTimeout(() => rang.push(clock.performance.now()), 20)
    clock.clearTimeout(clock.setTimeout(() => rang.push(-1), 10))
    simulated.increment(30)
    expect(rang).toEqual([30])
  })

  it('has the time of the system when it has timers only', () => {
    const clock = { setTimeout: () => 1, clearTimeout: () => undefined }
    expect(clockOf({ clock }).performance).toBe(systemClock.performance)
    expect(clockOf({})).toBe(systemClock)
  })

  it('measures how long an agent without a speaker is heard', async () => {
    const clock = new SimulatedClock()
    const connection = createFakeConnection()
    const actor = createActor(callMachine, { input: { connect: () => connection }, clock }).start()
    const isHeard = () => isPhase('agentSpeaking')(actor.getSnapshot())
    actor.send({ type: 'call' })
    await settle()
    connection.start()
    await settle()
    connection.receive(message.audio(1_000, 'turn-1', true))
    await settle()
    expect(isHeard()).toBe(true)
    for (let passedMs = 0; passedMs < 1_300; passedMs += 100) clock.increment(100)
    expect(isHeard()).toBe(true)
    clock.increment(100)
    expect(isHeard()).toBe(false)
  })
})
