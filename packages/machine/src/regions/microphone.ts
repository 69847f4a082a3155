import { callSetup } from '../call-setup.ts'

/** Whether the user can be heard. The device stays open while it is muted, and is closed when the call ends. */
export const microphone = callSetup.createStateConfig({
  description: 'What the platform hears of the user.',
  initial: 'live',
  invoke: {
    src: 'microphone',
    id: 'microphone',
    input: ({ event }) => (event.type === 'opened' ? event.line : 'restored'),
  },
  on: { microphoneOff: '.off' },
  states: {
    live: {
      description: 'The voice.',
      tags: ['can-talk', 'can-mute'],
      entry: 'sendVoice',
      exit: 'sendSilence',
      on: { mute: 'muted', pause: 'held' },
    },
    held: {
      description: 'Silence, because the call is paused.',
      tags: ['can-mute'],
      on: { mute: 'muted', resume: 'live' },
    },
    muted: {
      description: 'Silence, because the user wants it.',
      tags: ['can-unmute'],
      on: { unmute: [{ guard: 'isPaused', target: 'held' }, { target: 'live' }] },
    },
    off: { description: 'Nothing: there is no microphone, or it has failed.' },
  },
})
