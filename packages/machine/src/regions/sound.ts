import { callSetup } from '../call-setup.ts'

/** Whether the agent may be heard. What it says while the call is paused is not heard later either, as on any telephone. */
export const sound = callSetup.createStateConfig({
  initial: 'open',
  states: {
    open: {
      tags: ['can-pause'],
      on: { pause: { target: 'paused', actions: 'shutSpeaker' } },
    },
    paused: {
      tags: ['can-resume'],
      on: { resume: { target: 'open', actions: 'openSpeaker' } },
    },
  },
})
