import type { ServerMessage, UnknownMessage } from '@vatel/core'
import { createActor } from 'xstate'
import { callMachine } from '../src/call-machine.ts'
import type { CallEmitted, CommandName } from '../src/events.ts'
import type { CallInput } from '../src/input.ts'
import { phaseOf, type Phase } from '../src/phase.ts'
import { testMicrophone, testSpeaker } from './devices.ts'
import { createFakeConnection, type FakeConnection } from '../../core/test/fake-connection.ts'
import { simulateTime } from './simulated-time.ts'

type World = Partial<Omit<CallInput, 'clock'>>

/** Creates an actor in virtual time, with devices and connections that a test controls. */
export const setUp = (world: World = {}) => {
  const clock = simulateTime()
  const connections: FakeConnection[] = []
  const microphone = testMicrophone()
  const speaker = testSpeaker()
  const connect = () => {
    const opened = createFakeConnection()
    connections.push(opened)
    return opened
  }
  const input: CallInput = { connect, microphone, speaker, clock, ...world }
  const actor = createActor(callMachine, { input, clock })
  const emitted: CallEmitted[] = []
  const phases: Phase[] = []
  actor.on('*', (event) => emitted.push(event))
  actor.subscribe((snapshot) => {
    const phase = phaseOf(snapshot)
    if (phases.at(-1) !== phase) phases.push(phase)
  })
  actor.start()
  const connection = (): FakeConnection => {
    const last = connections.at(-1)
    if (last === undefined) throw new Error('no call has been made yet')
    return last
  }
  return {
    actor,
    clock,
    connections,
    emitted,
    input,
    connection,
    microphone,
    phases,
    speaker,
    phase: () => phaseOf(actor.getSnapshot()),
    send: (type: CommandName) => actor.send({ type }),
    pass: (ms = 0) => clock.tickAsync(ms),
    /** Receives messages of the platform, all in one task. */
    receive: async (...messages: readonly (ServerMessage | UnknownMessage)[]) => {
      connection().receive(...messages)
      await clock.tickAsync(0)
    },
  }
}

/** Creates the same, with a call that has begun. */
export const startCall = async (world: World = {}) => {
  const call = setUp(world)
  call.send('call')
  await call.pass()
  call.connection().start()
  await call.pass()
  return call
}
