import type { CallSnapshot } from '../../src/call-machine.ts'
import { says } from '../messages.ts'
import { turnOf } from '../simulated-acts.ts'
import type { Stage } from '../stage.ts'
import { isOn, isPaused, newTurn, type Stimulus } from './stimulus.ts'

/** How long a piece of the agent's speech is, in milliseconds. */
const pieceMs = 40

const isHeard = (snapshot: CallSnapshot): boolean => snapshot.hasTag('agent-audible')
const canBeHeard = (snapshot: CallSnapshot): boolean =>
  !isPaused(snapshot) && (!isOn(snapshot) || snapshot.matches({ active: { output: 'running' } }))

const begin = (stage: Stage): void => {
  const turnId = newTurn(stage)
  stage.line()?.say(says.audio(pieceMs, turnId))
  stage.speaker.tell('started', turnId)
}

/** What the speaker tells. */
export const ofTheSpeaker: Readonly<Record<string, Stimulus>> = {
  'the agent pauses for breath': {
    event: { type: 'audio.stopped' },
    where: isHeard,
    act: (stage) => stage.speaker.tell('underrun', turnOf(stage)),
  },
  'the agent is heard': { event: { type: 'audio.started' }, where: canBeHeard, act: begin },
  'the agent is cut off': {
    event: { type: 'audio.cut' },
    where: isHeard,
    act: (stage) => {
      stage.speaker.tell('started', turnOf(stage))
      stage.speaker.tell('flushed', turnOf(stage))
    },
  },
  'the agent is silent for long': {
    event: { type: 'audio.ended' },
    where: isHeard,
    act: (stage) => {
      stage.speaker.tell('started', turnOf(stage))
      stage.speaker.tell('drained', turnOf(stage))
    },
    ms: 400,
  },
  'the browser wants a gesture': {
    event: { type: 'output.needsGesture' },
    act: (stage) => stage.speaker.become('needs-gesture'),
  },
  'the system takes the sound': {
    event: { type: 'output.interrupted' },
    act: (stage) => stage.speaker.become('interrupted'),
  },
  'the sound is free': { event: { type: 'output.running' }, act: (stage) => stage.speaker.become('running') },
}
