import { createActor } from 'xstate'
import { callMachine } from '../src/call-machine.ts'
import type { CallEmitted, CommandName } from '../src/events.ts'
import type { CallInput } from '../src/input.ts'
import { phaseOf, type Phase } from '../src/phase.ts'
import { testMicrophone, testSpeaker } from './devices.ts'
import { scriptedConnection, type ScriptedConnection } from './scripted-connection.ts'
import { simulateTime } from './simulated-time.ts'

type World = Partial<Pick<CallInput, 'tools' | 'speaker' | 'microphone' | 'connect' | 'connectTimeoutMs'>>

/** An actor in drawn time, with everything it touches played by hand. */
export const setUp = (world: World = {}) => {
  const clock = simulateTime()
  const connections: ScriptedConnection[] = []
  const microphone = testMicrophone()
  const speaker = testSpeaker()
  const connect = () => {
    const connection = scriptedConnection()
    connections.push(connection)
    return connection
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
  const line = (): ScriptedConnection => {
    const last = connections.at(-1)
    if (last === undefined) throw new Error('nobody has called yet')
    return last
  }
  return {
    actor,
    clock,
    connections,
    emitted,
    input,
    line,
    microphone,
    phases,
    speaker,
    phase: () => phaseOf(actor.getSnapshot()),
    send: (type: CommandName) => actor.send({ type }),
    pass: (ms = 0) => clock.tickAsync(ms),
    say: async (...messages: Parameters<ScriptedConnection['say']>[0][]) => {
      for (const message of messages) line().say(message)
      await clock.tickAsync(0)
    },
  }
}

/** The same, with the session begun. */
export const startCall = async (world: World = {}) => {
  const call = setUp(world)
  call.send('call')
  await call.pass()
  call.line().begin()
  await call.pass()
  return call
}
