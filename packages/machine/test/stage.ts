import { openCall, tool, type CallConnection } from '@vatel/core'
import { createClock } from '@sinonjs/fake-timers'
import * as t from 'io-ts'
import { createActor, type InspectionEvent } from 'xstate'
import { callMachine } from '../src/call-machine.ts'
import type { CallEmitted } from '../src/events.ts'
import { testMicrophone, testSpeaker, type TestMicrophone } from './devices.ts'
import { puppetSocketClass, type Puppet } from './puppet-socket.ts'

/** What the user of a stage lacks. */
export type Cast = 'everything' | 'no microphone' | 'no tools'

/** The machine on the real call socket of core, in drawn time, with a puppet for the platform. */
export const setStage = (cast: Cast, inspect: (event: InspectionEvent) => void = () => undefined) => {
  const clock = createClock()
  const puppets: Puppet[] = []
  const connections: CallConnection[] = []
  const microphones: TestMicrophone[] = []
  const speaker = testSpeaker()
  const runs = new Map<string, (output: string) => void>()
  const WebSocket = puppetSocketClass((puppet) => puppets.push(puppet))
  const wait = tool({
    args: t.type({ id: t.string }),
    run: ({ id }) => new Promise<string>((resolve) => runs.set(id, resolve)),
  })
  const connect = () => {
    const connection = openCall({ token: 'token', baseUrl: 'https://puppet.invalid', WebSocket, clock })
    connections.push(connection)
    return connection
  }
  const openMicrophone = () => {
    const microphone = testMicrophone()
    microphones.push(microphone)
    return microphone
  }
  const actor = createActor(callMachine, {
    clock,
    inspect,
    input: {
      connect,
      speaker,
      clock,
      ...(cast === 'no tools' ? {} : { tools: { wait } }),
      ...(cast === 'no microphone' ? {} : { microphone: openMicrophone }),
    },
  })
  const emitted: CallEmitted[] = []
  actor.on('*', (event) => emitted.push(event))
  actor.start()
  return {
    actor,
    clock,
    connections,
    emitted,
    microphones,
    puppets,
    runs,
    speaker,
    /** How many turns the agent has had. */
    turns: 0,
    /** How many tools it has called. */
    tools: 0,
    puppet: (): Puppet | undefined => puppets.at(-1),
  }
}

/** What a stage holds. */
export type Stage = ReturnType<typeof setStage>
