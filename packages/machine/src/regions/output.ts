import { callSetup } from '../call-setup.ts'

/** Whether the speaker can sound at all, by its own word. What the agent says meanwhile waits in the speaker. */
export const output = callSetup.createStateConfig({
  initial: 'running',
  on: {
    outputRuns: '.running',
    outputNeedsGesture: '.needsGesture',
    outputInterrupted: '.interrupted',
  },
  states: {
    running: {},
    needsGesture: {
      tags: ['needs-gesture'],
    },
    interrupted: {
      tags: ['sound-interrupted'],
    },
  },
})
