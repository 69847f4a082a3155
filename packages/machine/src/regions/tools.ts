import { callSetup } from '../call-setup.ts'

/** Which tools the agent waits for. Each runs as an actor of its own, and is answered once. */
export const tools = callSetup.createStateConfig({
  initial: 'idle',
  exit: 'cancelTools',
  states: {
    idle: {
      on: {
        tool_call: {
          guard: { type: 'isNewTool', params: ({ event }) => event.data.toolCallId },
          target: 'toolPending',
          actions: { type: 'startTool', params: ({ event }) => event.data },
        },
      },
    },
    toolPending: {
      initial: 'running',
      tags: ['tool-pending'],
      always: { guard: 'areAllAnswered', target: 'idle' },
      on: {
        tool_call: {
          guard: { type: 'isNewTool', params: ({ event }) => event.data.toolCallId },
          actions: { type: 'startTool', params: ({ event }) => event.data },
        },
        toolAsks: { actions: { type: 'noteQuestion', params: ({ event }) => event.toolCallId } },
        toolSettled: { actions: { type: 'settleTool', params: ({ event }) => event.outcome } },
        toolAnswered: { actions: { type: 'noteAnswer', params: ({ event }) => event.toolCallId } },
        interruption: { actions: 'interruptTools' },
        interrupt: { actions: 'interruptTools' },
      },
      states: {
        running: {
          always: { guard: 'isApprovalWanted', target: 'asking' },
        },
        asking: {
          tags: ['needs-approval'],
          always: { guard: 'isNoApprovalWanted', target: 'running' },
          on: {
            approve: {
              guard: { type: 'isAsking', params: ({ event }) => event.toolCallId },
              actions: { type: 'answerQuestion', params: ({ event }) => event },
            },
            decline: {
              guard: { type: 'isAsking', params: ({ event }) => event.toolCallId },
              actions: { type: 'answerQuestion', params: ({ event }) => event },
            },
          },
        },
      },
    },
  },
})
