import { callSetup } from '../call-setup.ts'

/** Whether the speaker can sound at all, by its own word. What the agent says meanwhile waits in the speaker. */
export const output = callSetup.createStateConfig({
  description: 'Whether the speaker can sound.',
  initial: 'running',
  on: {
    outputRuns: '.running',
    outputNeedsGesture: '.needsGesture',
    outputInterrupted: '.interrupted',
  },
  states: {
    running: { description: 'It can.' },
    needsGesture: {
      description: 'Not before the user has clicked or typed: the browser wants it so.',
      tags: ['needs-gesture'],
    },
    interrupted: {
      description: 'The system holds the sound, as for a phone call.',
      tags: ['sound-interrupted'],
    },
  },
})
