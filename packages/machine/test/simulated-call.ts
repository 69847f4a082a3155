import {
  createClient,
  openCall,
  tool,
  type CallConnection,
  type CallEvents,
  type CallState,
} from '@vatel/core'
import { simulatePlatform, type Faults, type LogEntry } from '@vatel/simulator'
import * as t from 'io-ts'
import { createActor, type InspectionEvent } from 'xstate'
import { callMachine } from '../src/call-machine.ts'
import type { CallEmitted } from '../src/events.ts'
import { deferred, type Deferred } from './deferred.ts'
import { testMicrophone, testSpeaker, type TestMicrophone } from './devices.ts'
import { tapSockets, type SocketTap } from './socket-tap.ts'
import { scriptAgent } from './scripted-agent.ts'
import { simulateTime } from './simulated-time.ts'

/** The part of the input that a call lacks. */
export type Lacking = 'nothing' | 'microphone' | 'tools'

/** Options of a simulated call. */
export interface SimulatedCallOptions {
  readonly lacks?: Lacking
  readonly faults?: Faults
  readonly inspect?: (event: InspectionEvent) => void
}

/** Records what the platform receives. */
const keepReceived = () => {
  const got = {
    /** The newest piece of the user's voice, as base64; empty when none came. */
    audio: '',
    /** The tool calls that were answered, by id. */
    answered: [] as string[],
  }
  const note = (entry: LogEntry): void => {
    if (entry.type !== 'message' || entry.direction !== 'in') return
    const { data } = JSON.parse(entry.text) as { readonly data: Readonly<Record<string, string>> }
    const { audio, toolCallId } = data
    if (audio !== undefined) got.audio = audio
    if (toolCallId !== undefined) got.answered.push(toolCallId)
  }
  return { got, note }
}

type StateListener = (state: CallState) => void

/** A connection that also reports states in the name of its socket, which takes half a minute of silence to be suspect. */
const withStates = (connection: CallConnection, listeners: Set<StateListener>): CallConnection =>
  Object.create(connection, {
    on: {
      value: <K extends keyof CallEvents>(event: K, listener: (value: CallEvents[K]) => void) => {
        if (event === 'state') listeners.add(listener as StateListener)
        return connection.on(event, listener)
      },
    },
  }) as CallConnection

/** Starts the machine on core's real client and call socket, in virtual time, with the simulator as the platform. */
export const startSimulatedCall = ({
  lacks = 'nothing',
  faults = {},
  inspect,
}: SimulatedCallOptions = {}) => {
  const clock = simulateTime()
  const agent = scriptAgent()
  const sockets: SocketTap[] = []
  const { got, note } = keepReceived()
  const connections: CallConnection[] = []
  const stateListeners = new Set<StateListener>()
  const microphones: TestMicrophone[] = []
  const doors: Deferred<'welcome' | 'unwelcome'>[] = []
  const speaker = testSpeaker()
  const runs = new Map<string, (output: string) => void>()
  const platform = simulatePlatform({
    scenario: agent.script,
    faults,
    clock,
    log: note,
  })
  const { apiKey, url: baseUrl, fetch, agentId } = platform
  const client = createClient({ apiKey, baseUrl, fetch, clock })
  const WebSocket = tapSockets(platform.WebSocket, (socket) => sockets.push(socket))
  const policy = { args: t.type({ id: t.string }), timeoutMs: 3_600_000 }
  const run = ({ id }: { readonly id: string }) => new Promise<string>((resolve) => runs.set(id, resolve))
  const tools = {
    wait: tool({ ...policy, run }),
    ask: tool({ ...policy, run, approval: 'ask' }),
    late: tool({ ...policy, run, answersWithinMs: 1 }),
  }

  const mintToken = async (door: Deferred<'welcome' | 'unwelcome'>) => {
    doors.push(door)
    if ((await door.promise) === 'unwelcome') return 'expired'
    const { token } = await client.session.generateToken({ agent_id: agentId })
    return token
  }
  const connect = async () => {
    const token = await mintToken(deferred())
    const connection = openCall({ token, baseUrl, WebSocket, clock })
    connections.push(connection)
    return withStates(connection, stateListeners)
  }
  const openMicrophone = () => {
    const microphone = testMicrophone()
    microphones.push(microphone)
    return microphone
  }
  const actor = createActor(callMachine, {
    clock,
    ...(inspect === undefined ? {} : { inspect }),
    input: {
      connect,
      speaker,
      clock,
      ...(lacks === 'tools' ? {} : { tools }),
      ...(lacks === 'microphone' ? {} : { microphone: openMicrophone }),
    },
  })
  const emitted: CallEmitted[] = []
  actor.on('*', (event) => emitted.push(event))
  actor.start()
  return {
    actor,
    agent,
    clock,
    connections,
    emitted,
    sockets,
    microphones,
    got,
    runs,
    speaker,
    /** Delay of the platform's messages, in milliseconds. */
    lagMs: (faults.latencyMs ?? 0) + (faults.jitterMs ?? 0),
    /** Number of pieces that the speaker had when the agent was silenced last. */
    writtenAtCut: 0,
    /** The user's voice as the simulator detects it. */
    user: 'silent' as 'silent' | 'speaking',
    /** Number of turns that a test sent in the agent's name. */
    turns: 0,
    /** Number of tool calls. */
    tools: 0,
    socket: () => sockets.at(-1),
    /** Reports a state of the connection. */
    becomeLink: (state: CallState) => {
      for (const listener of stateListeners) listener(state)
    },
    door: () => doors.at(-1),
  }
}

/** A simulated call. */
export type SimulatedCall = ReturnType<typeof startSimulatedCall>
