import { callSetup } from '../call-setup.ts'

/** Which tools the agent waits for. Each runs as an actor of its own, and is answered once. */
export const tools = callSetup.createStateConfig({
  description: 'Which tools the agent waits for.',
  initial: 'idle',
  exit: 'cancelTools',
  states: {
    idle: {
      description: 'None.',
      on: {
        tool_call: {
          guard: { type: 'isNewTool', params: ({ event }) => event.data.toolCallId },
          target: 'toolPending',
          actions: { type: 'startTool', params: ({ event }) => event.data },
        },
      },
    },
    toolPending: {
      description: 'At least one.',
      tags: ['tool-pending'],
      on: {
        tool_call: {
          guard: { type: 'isNewTool', params: ({ event }) => event.data.toolCallId },
          actions: { type: 'startTool', params: ({ event }) => event.data },
        },
        toolSettled: [
          {
            guard: { type: 'isLastPending', params: ({ event }) => event.outcome.toolCallId },
            target: 'idle',
            actions: { type: 'settleTool', params: ({ event }) => event.outcome },
          },
          { actions: { type: 'settleTool', params: ({ event }) => event.outcome } },
        ],
        toolAnswered: [
          {
            guard: { type: 'isLastPending', params: ({ event }) => event.toolCallId },
            target: 'idle',
            actions: { type: 'noteAnswer', params: ({ event }) => event.toolCallId },
          },
          { actions: { type: 'noteAnswer', params: ({ event }) => event.toolCallId } },
        ],
      },
    },
  },
})
