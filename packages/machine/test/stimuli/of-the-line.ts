import type { Line } from '../../src/line/line.ts'
import { says } from '../messages.ts'
import { drain } from '../simulated-acts.ts'
import { isOn, isPaused, newTurn, type Stimulus } from './stimulus.ts'

/** How long a goodbye is, in milliseconds. */
const goodbyeMs = 40

/** A line is what the actors share; the statechart only carries it. */
const noLine = { sessionId: 'call' } as Line
const over = (unheardMs: number) => ({ type: 'over', reason: { type: 'session-ended' }, unheardMs }) as const

/** How the line begins and ends. */
export const ofTheLine: Readonly<Record<string, Stimulus>> = {
  begins: {
    event: { type: 'opened', line: noLine },
    where: (snapshot) => snapshot.matches('connecting'),
    act: (stage) => {
      stage.speaker.become('running')
      stage.door()?.resolve('welcome')
    },
  },
  'is refused': {
    event: { type: 'over', reason: { type: 'refused', status: 401, message: '' }, unheardMs: 0 },
    where: (snapshot) => snapshot.matches('connecting'),
    act: (stage) => stage.door()?.resolve('unwelcome'),
  },
  breaks: {
    event: { type: 'over', reason: { type: 'lost', code: 1006, reason: '' }, unheardMs: 0 },
    where: isOn,
    act: (stage) => stage.line()?.cut(),
  },
  ends: {
    event: over(0),
    where: isOn,
    act: (stage) => {
      drain(stage)
      stage.line()?.say(says.ended)
    },
  },
  'says goodbye and ends': {
    event: over(goodbyeMs),
    where: (snapshot) => isOn(snapshot) && !isPaused(snapshot),
    act: (stage) => {
      stage.line()?.say(says.audio(goodbyeMs, newTurn(stage), true))
      stage.line()?.say(says.ended)
    },
  },
}
