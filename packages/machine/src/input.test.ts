import type { Tools } from '@vatel/core'
import { createActor, sendTo, setup, type AnyActorRef, type Snapshot } from 'xstate'
import { createFakeConnection } from '../../core/test/fake-connection.ts'
import { settle } from '../test/simulated-time.ts'
import { setUp } from '../test/start-call.ts'
import { callMachine, createCallMachine, type CallActor } from './call-machine.ts'
import { findInput, keepInput, type CallInput } from './input.ts'
import { phaseOf } from './phase.ts'
import { selectEndReason } from './selectors.ts'

const inputThatStarts = (): CallInput => ({
  connect: () => {
    const connection = createFakeConnection()
    connection.start()
    return connection
  },
})

const throughJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Snapshot<unknown>

/** A parent with a call as a child, and the child's actor. */
const startParent = (
  call: typeof callMachine,
  input: CallInput | undefined,
  snapshot?: Snapshot<unknown>,
) => {
  const parent = setup({ actors: { call } }).createMachine({
    invoke: { src: 'call', id: 'call', input },
    on: { go: { actions: sendTo('call', { type: 'call' }) } },
  })
  const actor = createActor(parent, snapshot === undefined ? {} : { snapshot }).start()
  const child = (): CallActor =>
    (actor.getSnapshot().children as Record<string, AnyActorRef>)['call'] as CallActor
  return {
    actor,
    phase: () => phaseOf(child().getSnapshot()),
    reason: () => selectEndReason(child().getSnapshot()),
  }
}

describe('the input of a call machine', () => {
  it('is found by a child that is restored in the same process', async () => {
    const input = inputThatStarts()
    const first = startParent(callMachine, input)
    first.actor.send({ type: 'go' })
    await settle()
    expect(first.phase()).toBe('listening')
    const stored = throughJson(first.actor.getPersistedSnapshot())
    first.actor.stop()

    const second = startParent(callMachine, input, stored)
    expect(second.phase()).toBe('ended')
    second.actor.send({ type: 'go' })
    await settle()
    expect(second.phase()).toBe('listening')
  })

  it('is that of createCallMachine after a restore in another process', async () => {
    const first = startParent(callMachine, inputThatStarts())
    const stored = throughJson(first.actor.getPersistedSnapshot())
    const elsewhere = throughJson(
      JSON.parse(JSON.stringify(stored).replace(/"inputId":"[^"]*"/, '"inputId":"of another process"')),
    )
    const second = startParent(callMachine, undefined, elsewhere)
    second.actor.send({ type: 'go' })
    await settle()
    expect(second.reason()).toMatchObject({ type: 'failed', error: { field: 'input.connect' } })

    const machine = createCallMachine(inputThatStarts()) as unknown as typeof callMachine
    const third = startParent(machine, undefined, elsewhere)
    third.actor.send({ type: 'go' })
    await settle()
    expect(third.phase()).toBe('listening')
  })

  it('of createCallMachine has to have tools that tool has made', () => {
    const tools = { weather: () => 'sunny' } as unknown as Tools
    expect(() => createCallMachine({ ...inputThatStarts(), tools })).toThrow(
      'tools.weather: must be made by tool({ args, run })',
    )
  })

  it('needs no input beside createCallMachine', async () => {
    const actor = createActor(createCallMachine(inputThatStarts())).start()
    actor.send({ type: 'call' })
    await settle()
    expect(phaseOf(actor.getSnapshot())).toBe('listening')
  })

  it('stays out of the snapshot, and is found by each of several actors', () => {
    const { actor, input } = setUp()
    expect(JSON.stringify(actor.getPersistedSnapshot())).not.toContain('connect')
    const other = { connect: input.connect }
    const [one, two] = [{}, {}]
    const id = keepInput(one, input)
    expect(keepInput(two, input)).toBe(id)
    expect(keepInput({}, other)).not.toBe(id)
    expect([findInput(one, null), findInput({}, id), findInput({}, null)]).toEqual([input, input, undefined])
  })

  it('is kept for a living actor however many come later, and for 100 restored ones', () => {
    const actor = {}
    const input = inputThatStarts()
    const id = keepInput(actor, input)
    for (let later = 0; later < 100; later += 1) keepInput({}, inputThatStarts())
    expect(findInput(actor, id)).toBe(input)
    expect(findInput({}, id)).toBeUndefined()
  })
})
