import { createActor } from 'xstate'
import { message } from '../test/messages.ts'
import { setUp, startCall } from '../test/start-call.ts'
import { callMachine } from './call-machine.ts'
import { phaseOf } from './phase.ts'
import { readSnapshot } from './context.ts'
import { outcomeOf, selectEndReason } from './selectors.ts'

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('a persisted snapshot', () => {
  it('is plain data: it is the same after JSON', async () => {
    const call = await startCall()
    await call.receive(message.text('Hello.'), message.audio(500), message.tool())
    call.speaker.report('started')
    const persisted = call.actor.getPersistedSnapshot()
    expect(throughJson(persisted)).toEqual(persisted)
    expect(persisted).toMatchObject({ context: { version: 6 } })
  })

  it('is plain data whatever connect threw', async () => {
    const cause: Error & { request?: unknown } = new Error('no network')
    cause.request = { error: cause }
    const call = setUp({ connect: () => Promise.reject(cause) })
    call.send('call')
    await call.pass()
    expect(selectEndReason(call.actor.getSnapshot())).toMatchObject({ error: { cause } })
    expect(throughJson(call.actor.getPersistedSnapshot())).toMatchObject({
      context: { reason: { type: 'failed', error: { _tag: 'ConnectFailedError', retryable: true } } },
    })
  })

  it.each(['connecting', 'active', 'lastWords'] as const)(
    'of a call in %s restores to one that is over, transcript kept',
    async (state) => {
      const call = await startCall()
      await call.receive(message.text('Hello.'), message.audio(500))
      if (state === 'lastWords') await call.receive(message.ended)
      if (state === 'connecting') {
        call.send('hangUp')
        call.send('call')
      }
      expect(call.actor.getSnapshot().matches(state)).toBe(true)
      const snapshot = readSnapshot(throughJson(call.actor.getPersistedSnapshot()))
      const actor = createActor(callMachine, { snapshot, input: call.input, clock: call.clock }).start()
      expect(phaseOf(actor.getSnapshot())).toBe('ended')
      expect(selectEndReason(actor.getSnapshot())).toMatchObject({
        type: state === 'lastWords' ? 'session-ended' : 'lost',
      })
      expect(outcomeOf(actor.getSnapshot())?.transcript).toHaveLength(state === 'connecting' ? 0 : 1)
      expect(actor.getSnapshot().children).toEqual({})
    },
  )

  it('restores to an actor that can call again', async () => {
    const call = await startCall()
    const snapshot = readSnapshot(throughJson(call.actor.getPersistedSnapshot()))
    call.actor.stop()
    const actor = createActor(callMachine, { snapshot, input: call.input, clock: call.clock }).start()
    actor.send({ type: 'retry' })
    await call.pass()
    call.connection().start('call-2')
    await call.pass()
    expect(phaseOf(actor.getSnapshot())).toBe('listening')
    expect(call.connections).toHaveLength(2)
  })

  it('restores with the input that readSnapshot is given, as XState ignores it beside a snapshot', async () => {
    const call = await startCall()
    const other = setUp()
    const stored = throughJson(call.actor.getPersistedSnapshot())
    const snapshot = readSnapshot(stored, { connect: other.input.connect })
    const actor = createActor(callMachine, { snapshot, input: other.input, clock: call.clock }).start()
    actor.send({ type: 'call' })
    await call.pass()
    expect(other.connections).toHaveLength(1)
    expect(call.connections).toHaveLength(1)
  })

  it.each([
    ['nothing', null],
    ['something else', { value: 'idle', context: {} }],
    ['a snapshot of an older version', { value: 'idle', context: { version: 4 } }],
  ])('is refused when it is %s', (_, value) => {
    expect(() => readSnapshot(value)).toThrow('snapshot')
  })
})
