import type { CallResources } from '../../src/call-resources.ts'
import { message } from '../messages.ts'
import type { CallSnapshot } from '../../src/call-machine.ts'
import { drain } from '../simulator-acts.ts'
import type { SimulatedCall } from '../simulated-call.ts'
import { isAtRest, isOn, isPaused, isSuspect, newTurn, type Stimulus } from './stimulus.ts'

/** Length of a goodbye, in milliseconds. */
const goodbyeMs = 40

/** Only the actors use the resources; the statechart carries them. */
const noResources = { sessionId: 'call' } as CallResources
const canSound = (snapshot: CallSnapshot): boolean => snapshot.matches({ active: { output: 'running' } })
const sayGoodbye = (call: SimulatedCall): void => {
  call.socket()?.receive(message.audio(goodbyeMs, newTurn(call), true))
  call.socket()?.receive(message.ended)
}
const ended = (unheardMs: number) =>
  ({ type: 'call.ended', reason: { type: 'session-ended' }, unheardMs }) as const

/** The beginning and the end of the connection. */
export const ofTheConnection: Readonly<Record<string, Stimulus>> = {
  begins: {
    event: { type: 'call.started', resources: noResources },
    where: (snapshot) => snapshot.matches('connecting'),
    act: (call) => {
      call.speaker.setOutput('running')
      call.door()?.resolve('welcome')
    },
  },
  'is refused': {
    event: { type: 'call.ended', reason: { type: 'refused', status: 401, message: '' }, unheardMs: 0 },
    where: (snapshot) => snapshot.matches('connecting'),
    act: (call) => call.door()?.resolve('unwelcome'),
  },
  breaks: {
    event: { type: 'call.ended', reason: { type: 'lost', code: 1006, reason: '' }, unheardMs: 0 },
    where: isOn,
    act: (call) => call.socket()?.cut(),
  },
  'falls silent': {
    event: { type: 'link.suspect' },
    where: isAtRest,
    act: (call) => call.becomeLink('suspect'),
  },
  'gives a sign of life': {
    event: { type: 'link.live' },
    where: isSuspect,
    act: (call) => call.becomeLink('live'),
  },
  ends: {
    event: ended(0),
    where: isOn,
    act: (call) => {
      drain(call)
      call.socket()?.receive(message.ended)
    },
  },
  'message goodbye and ends': {
    event: ended(goodbyeMs),
    where: (snapshot) => isOn(snapshot) && !isPaused(snapshot) && canSound(snapshot),
    act: sayGoodbye,
  },
  'message goodbye that cannot sound and ends': {
    event: ended(0),
    where: (snapshot) => isOn(snapshot) && !isPaused(snapshot) && !canSound(snapshot),
    act: sayGoodbye,
  },
}
