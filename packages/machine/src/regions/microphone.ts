import { lineOf } from '../actors/input-kept-out.ts'
import { callSetup } from '../call-setup.ts'

/** Whether the user can be heard. The device stays open while it is muted, and is closed when the call ends. */
export const microphone = callSetup.createStateConfig({
  initial: 'live',
  invoke: { src: 'microphone', id: 'microphone', input: lineOf },
  on: { microphoneOff: '.off' },
  states: {
    live: {
      tags: ['can-talk', 'can-mute'],
      entry: 'sendVoice',
      exit: 'sendSilence',
      on: { mute: 'muted', pause: 'held' },
    },
    held: {
      tags: ['can-mute'],
      on: { mute: 'muted', resume: 'live' },
    },
    muted: {
      tags: ['can-unmute'],
      on: { unmute: [{ guard: 'isPaused', target: 'held' }, { target: 'live' }] },
    },
    off: {},
  },
})
