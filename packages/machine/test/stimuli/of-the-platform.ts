import { InvalidMessageError, initialLatency, initialTranscriptState } from '@vatel/core'
import { message } from '../messages.ts'
import { isOn, sends, silenceWithLateAudio, type Stimulus } from './stimulus.ts'

const wrongText = new InvalidMessageError('response_text', ['text: expected string'], 0)

/** Messages of the platform, without tool calls. */
export const ofThePlatform: Readonly<Record<string, Stimulus>> = {
  'the user begins to speak': {
    event: { type: 'speech_started', data: { emulated: false } },
    act: sends(message.voice()),
  },
  'a start is emulated': {
    event: { type: 'speech_started', data: { emulated: true } },
    act: sends(message.voice(true)),
  },
  'the user falls silent': { event: { type: 'speech_stopped', data: {} }, act: sends(message.silence) },
  'the user is understood': {
    event: { type: 'input_audio_transcript', data: { transcript: 'Yes.', is_final: true } },
    act: sends(message.heard('Yes.')),
  },
  'no word is understood': {
    event: { type: 'input_audio_transcript', data: { transcript: '', is_final: true } },
    act: sends(message.heard('')),
  },
  'the platform is interrupted': {
    event: { type: 'interruption', data: {} },
    act: (call) => silenceWithLateAudio(call, () => call.socket()?.receive(message.interruption)),
  },
  'a newer platform speaks': {
    event: { type: 'unknownMessage', message: { type: 'unknown', wireType: 'novelty', data: {} } },
    where: isOn,
    act: sends({ type: 'novelty', data: {} }),
  },
  'a bad message comes': {
    event: { type: 'call.error', error: wrongText },
    where: isOn,
    act: sends({ type: 'response_text', data: {} }),
  },
  'words come': {
    event: {
      type: 'conversation.changed',
      view: { transcript: initialTranscriptState, latency: initialLatency },
    },
    where: isOn,
    act: (call) => call.socket()?.receive(message.text('Hello.', `text-${call.turns}`)),
  },
}
