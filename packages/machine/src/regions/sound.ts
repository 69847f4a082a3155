import { callSetup } from '../call-setup.ts'

/** Whether the agent may be heard. What it says while the call is paused is not heard later either, as on any telephone. */
export const sound = callSetup.createStateConfig({
  description: 'Whether the agent may be heard.',
  initial: 'open',
  states: {
    open: {
      description: 'It may.',
      tags: ['can-pause'],
      on: { pause: { target: 'paused', actions: 'shutSpeaker' } },
    },
    paused: {
      description: 'The call is on hold: what the agent says now is not heard later either.',
      tags: ['can-resume'],
      on: { resume: { target: 'open', actions: 'openSpeaker' } },
    },
  },
})
