import type { CallResources } from '../../src/call-resources.ts'
import { says } from '../messages.ts'
import type { CallSnapshot } from '../../src/call-machine.ts'
import { drain } from '../simulated-acts.ts'
import type { Stage } from '../stage.ts'
import { isOn, isPaused, isSuspect, newTurn, type Stimulus } from './stimulus.ts'

/** Length of a goodbye, in milliseconds. */
const goodbyeMs = 40

/** Only the actors use the resources; the statechart carries them. */
const noResources = { sessionId: 'call' } as CallResources
const canSound = (snapshot: CallSnapshot): boolean => snapshot.matches({ active: { output: 'running' } })
/** The link changes nothing in the other regions: one of their configurations stands for all. */
const isAtRest = (snapshot: CallSnapshot): boolean =>
  snapshot.matches({
    active: {
      floor: { listening: 'quiet' },
      tools: 'idle',
      microphone: 'live',
      sound: 'open',
      output: 'running',
    },
  })
const sayGoodbye = (stage: Stage): void => {
  stage.line()?.say(says.audio(goodbyeMs, newTurn(stage), true))
  stage.line()?.say(says.ended)
}
const ended = (unheardMs: number) =>
  ({ type: 'call.ended', reason: { type: 'session-ended' }, unheardMs }) as const

/** The beginning and the end of the connection. */
export const ofTheLine: Readonly<Record<string, Stimulus>> = {
  begins: {
    event: { type: 'call.started', resources: noResources },
    where: (snapshot) => snapshot.matches('connecting'),
    act: (stage) => {
      stage.speaker.become('running')
      stage.door()?.resolve('welcome')
    },
  },
  'is refused': {
    event: { type: 'call.ended', reason: { type: 'refused', status: 401, message: '' }, unheardMs: 0 },
    where: (snapshot) => snapshot.matches('connecting'),
    act: (stage) => stage.door()?.resolve('unwelcome'),
  },
  breaks: {
    event: { type: 'call.ended', reason: { type: 'lost', code: 1006, reason: '' }, unheardMs: 0 },
    where: isOn,
    act: (stage) => stage.line()?.cut(),
  },
  'falls silent': {
    event: { type: 'link.suspect' },
    where: isAtRest,
    act: (stage) => stage.becomeLink('suspect'),
  },
  'gives a sign of life': {
    event: { type: 'link.live' },
    where: isSuspect,
    act: (stage) => stage.becomeLink('live'),
  },
  ends: {
    event: ended(0),
    where: isOn,
    act: (stage) => {
      drain(stage)
      stage.line()?.say(says.ended)
    },
  },
  'says goodbye and ends': {
    event: ended(goodbyeMs),
    where: (snapshot) => isOn(snapshot) && !isPaused(snapshot) && canSound(snapshot),
    act: sayGoodbye,
  },
  'says goodbye that cannot sound and ends': {
    event: ended(0),
    where: (snapshot) => isOn(snapshot) && !isPaused(snapshot) && !canSound(snapshot),
    act: sayGoodbye,
  },
}
