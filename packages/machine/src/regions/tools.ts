import type { ServerMessage } from '@vatel/core'
import { callSetup } from '../call-setup.ts'
import type { Of, ToolCommand } from '../events.ts'

const start = {
  guard: { type: 'isNewTool', params: ({ event }: Of<ServerMessage<'tool_call'>>) => event.data.toolCallId },
  actions: { type: 'startTool', params: ({ event }: Of<ServerMessage<'tool_call'>>) => event.data },
} as const
const decide = {
  guard: { type: 'isAsking', params: ({ event }: Of<ToolCommand>) => event.toolCallId },
  actions: { type: 'answerQuestion', params: ({ event }: Of<ToolCommand>) => event },
} as const

/** Which tools the agent waits for. Each runs as an actor of its own, and is answered once. */
export const tools = callSetup.createStateConfig({
  initial: 'idle',
  exit: 'cancelTools',
  states: {
    idle: {
      on: {
        tool_call: { ...start, target: 'toolPending' },
      },
    },
    toolPending: {
      initial: 'running',
      tags: ['tool-pending'],
      always: { guard: 'areAllAnswered', target: 'idle' },
      on: {
        tool_call: start,
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
            approve: decide,
            decline: decide,
          },
        },
      },
    },
  },
})
