import { InvalidMessageError, initialLatency } from '@vatel/core'
import { says } from '../messages.ts'
import { isOn, said, thenSayLate, type Stimulus } from './stimulus.ts'

const wrongText = new InvalidMessageError('response_text', ['text: expected string'], 0)

/** What the platform says, but for tools. */
export const ofThePlatform: Readonly<Record<string, Stimulus>> = {
  'the user begins to speak': {
    event: { type: 'speech_started', data: { emulated: false } },
    act: said(says.voice()),
  },
  'a start is emulated': {
    event: { type: 'speech_started', data: { emulated: true } },
    act: said(says.voice(true)),
  },
  'the user falls silent': { event: { type: 'speech_stopped', data: {} }, act: said(says.silence) },
  'the user is understood': {
    event: { type: 'input_audio_transcript', data: { transcript: 'Yes.', is_final: true } },
    act: said(says.heard('Yes.')),
  },
  'the platform is interrupted': {
    event: { type: 'interruption', data: {} },
    act: (stage) => thenSayLate(stage, () => stage.line()?.say(says.interruption)),
  },
  'a newer platform speaks': {
    event: { type: 'unknownMessage', message: { type: 'unknown', wireType: 'novelty', data: {} } },
    where: isOn,
    act: said({ type: 'novelty', data: {} }),
  },
  'a bad message comes': {
    event: { type: 'call.error', error: wrongText },
    where: isOn,
    act: said({ type: 'response_text', data: {} }),
  },
  'words come': {
    event: { type: 'conversation.changed', view: { transcript: [], latency: initialLatency } },
    where: isOn,
    act: (stage) => stage.line()?.say(says.text('Hello.', `text-${stage.turns}`)),
  },
}
