import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { everyFrame, mixToMono, readWav, toPcm16, createVirtualSpeaker } from '@vatel/audio'
import { createClient, openCall, serverData, tool, type Clock, type Microphone } from '@vatel/core'
import { simulatePlatform, type Faults } from '@vatel/simulator'
import { loadScenario } from '@vatel/simulator/node'
import { createActor } from 'xstate'
import { callMachine, type CallSnapshot } from '../src/call-machine.ts'
import type { CallEmitted } from '../src/events.ts'
import { phaseOf, type Phase } from '../src/phase.ts'
import { simulateTime } from './simulated-time.ts'

/** Twenty milliseconds of a call. */
export interface Moment {
  readonly atMs: number
  readonly phase: Phase
  /** True when the speaker sounded. */
  readonly loud: boolean
}

/** A call that has ended. */
export interface HeldCall {
  readonly moments: readonly Moment[]
  readonly phases: readonly Phase[]
  readonly emitted: readonly CallEmitted[]
  readonly last: CallSnapshot
  readonly toolOutputs: number
  readonly microphones: readonly ('open' | 'closed')[]
  readonly timersLeft: number
  readonly interruptedAtMs: number
}

const frameMs = 20
const userVoice = toPcm16(
  mixToMono(readWav(readFileSync(join(__dirname, '../../simulator/speech/city-guide/user.wav'))).channels),
)

/** Creates a microphone that captures a recording in virtual time, and silence after it. */
const recordedVoice = (clock: Clock, closed: () => void): Microphone => {
  let stop: () => void = () => undefined
  return {
    listen: (listener) => {
      stop = everyFrame(clock, frameMs, (index, atMs) => {
        const pcm = new Int16Array(480)
        pcm.set(userVoice.subarray(index * 480, (index + 1) * 480))
        listener({ pcm, atMs })
      })
      return stop
    },
    close: () => {
      stop()
      closed()
    },
  }
}

const tools = { get_weather: tool({ args: serverData.session_ended, run: () => 'sunny, 21 degrees' }) }

/** Waits until every promise has settled that needs no time; requests need turns of the event loop. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate)
}

/** Runs a whole call with the simulator's city guide in virtual time: real speech both ways, through the real core. */
export const callCityGuide = async (faults: Faults = {}): Promise<HeldCall> => {
  const clock = simulateTime()
  let toolOutputs = 0
  const platform = simulatePlatform({
    scenario: await loadScenario(),
    clock,
    faults,
    log: (entry) => {
      if (entry.type === 'message' && entry.text.includes('tool_call_output')) toolOutputs += 1
    },
  })
  const { apiKey, url: baseUrl, fetch, WebSocket, agentId } = platform
  const client = createClient({ apiKey, baseUrl, fetch, clock })
  const moments: Moment[] = []
  const phases: Phase[] = []
  const emitted: CallEmitted[] = []
  const microphones: ('open' | 'closed')[] = []
  let loud = false
  let interruptedAtMs = Infinity
  const speaker = createVirtualSpeaker({
    clock,
    onFrame: (pcm) => (loud = pcm.some((sample) => sample !== 0)),
  })
  const actor = createActor(callMachine, {
    clock,
    input: {
      connect: async () => {
        const { token } = await client.session.generateToken({ agent_id: agentId })
        return openCall({ token, baseUrl, WebSocket, clock })
      },
      microphone: () => {
        const index = microphones.push('open') - 1
        return recordedVoice(clock, () => (microphones[index] = 'closed'))
      },
      tools,
      speaker,
      clock,
    },
  })
  actor.on('*', (event) => emitted.push(event))
  actor.subscribe((snapshot) => {
    const phase = phaseOf(snapshot)
    if (phase === 'interrupted' && phases.at(-1) !== 'interrupted') interruptedAtMs = clock.now()
    if (phases.at(-1) !== phase) phases.push(phase)
  })
  actor.start().send({ type: 'call' })
  await settle()
  while (phases.at(-1) !== 'ended' && clock.now() < 90_000) {
    await clock.tickAsync(frameMs)
    await new Promise(setImmediate)
    moments.push({ atMs: clock.now(), phase: phaseOf(actor.getSnapshot()), loud })
  }
  speaker.close()
  // The closing handshake of a stopped connection has its own deadline.
  await clock.tickAsync(30_000)
  await settle()
  return {
    moments,
    phases,
    emitted,
    last: actor.getSnapshot(),
    toolOutputs,
    microphones,
    timersLeft: clock.countTimers(),
    interruptedAtMs,
  }
}
