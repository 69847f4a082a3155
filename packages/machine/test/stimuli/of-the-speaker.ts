import type { CallSnapshot } from '../../src/call-machine.ts'
import { message } from '../messages.ts'
import { turnOf } from '../simulator-acts.ts'
import type { SimulatedCall } from '../simulated-call.ts'
import { isAtRest, isOn, isPaused, newTurn, type Stimulus } from './stimulus.ts'

/** Length of a piece of the agent's speech, in milliseconds. */
const pieceMs = 40

const isHeard = (snapshot: CallSnapshot): boolean => snapshot.hasTag('agent-audible')
const canBeHeard = (snapshot: CallSnapshot): boolean =>
  !isPaused(snapshot) && (!isOn(snapshot) || snapshot.matches({ active: { output: 'running' } }))

const begin = (call: SimulatedCall): void => {
  const turnId = newTurn(call)
  call.socket()?.receive(message.audio(pieceMs, turnId))
  call.speaker.report('started', turnId)
}

/** Events of the speaker. */
export const ofTheSpeaker: Readonly<Record<string, Stimulus>> = {
  'the agent pauses for breath': {
    event: { type: 'audio.stopped' },
    where: isHeard,
    act: (call) => call.speaker.report('underrun', turnOf(call)),
  },
  'the agent is heard': { event: { type: 'audio.started' }, where: canBeHeard, act: begin },
  'the agent is cut off': {
    event: { type: 'audio.cut' },
    where: isHeard,
    act: (call) => {
      call.speaker.report('started', turnOf(call))
      call.speaker.report('flushed', turnOf(call))
    },
  },
  'the agent is silent for long': {
    event: { type: 'audio.ended' },
    where: isHeard,
    act: (call) => {
      call.speaker.report('started', turnOf(call))
      call.speaker.report('drained', turnOf(call))
    },
    ms: 400,
  },
  'the browser wants a gesture': {
    event: { type: 'output.needsGesture' },
    act: (call) => call.speaker.setOutput('needs-gesture'),
  },
  'the system takes the sound': {
    event: { type: 'output.interrupted' },
    act: (call) => call.speaker.setOutput('interrupted'),
  },
  'the loudspeaker is unplugged': {
    event: { type: 'output.lost' },
    where: isAtRest,
    act: (call) => call.speaker.setOutput('lost'),
  },
  'the speaker refuses a chunk': {
    event: { type: 'audio.refused', turnId: '', refusedMs: pieceMs },
    where: (snapshot) => isAtRest(snapshot) || snapshot.matches('lastWords'),
    act: (call) => call.speaker.refuse(turnOf(call), pieceMs),
  },
  'the sound is free': {
    event: { type: 'output.running' },
    act: (call) => call.speaker.setOutput('running'),
  },
}
