import type { ServerData, ToolOutcome } from '@vatel/core'
import { assign, enqueueActions } from 'xstate'
import type { AnswerTool } from './actors/connection.ts'
import type { ToolOrder } from './actors/tool-call.ts'
import type { ToolCommand } from './events.ts'
import { inputOf } from './input.ts'
import { lineSetup } from './line-setup.ts'
import {
  askingOf,
  cancelledOutput,
  isNewTool,
  owesAnswer,
  pendingOf,
  toolActorId,
  withStatus,
  withTool,
} from './tool-progress.ts'

/** All words the statechart is written in: those about tools too. */
export const callSetup = lineSetup.extend({
  guards: {
    isNewTool: ({ context }, toolCallId: string) => isNewTool(context, toolCallId),
    isAsking: ({ context }, toolCallId: string) =>
      askingOf(context).some((tool) => tool.toolCallId === toolCallId),
    isApprovalWanted: ({ context }) => askingOf(context).length > 0,
    isNoApprovalWanted: ({ context }) => askingOf(context).length === 0,
    areAllAnswered: ({ context }) => pendingOf(context).length === 0,
  },
  actions: {
    startTool: enqueueActions(({ context, enqueue, self }, call: ServerData<'tool_call'>) => {
      const { tools, clock } = inputOf(self) ?? {}
      enqueue.assign(withTool(context, call))
      if (tools === undefined) return
      const input = { call, tools, clock, sessionId: context.sessionId ?? '' }
      enqueue.spawnChild('toolCall', { id: toolActorId(call.toolCallId), input })
    }),
    noteQuestion: assign(({ context }, toolCallId: string) => withStatus(context, toolCallId, 'asking')),
    answerQuestion: enqueueActions(({ context, enqueue }, { type, toolCallId }: ToolCommand) => {
      enqueue.sendTo(toolActorId(toolCallId), { type } satisfies ToolOrder)
      enqueue.assign(withStatus(context, toolCallId, 'pending'))
    }),
    interruptTools: enqueueActions(({ context, enqueue, self }) => {
      if (inputOf(self)?.tools === undefined) return
      for (const { toolCallId } of pendingOf(context))
        enqueue.sendTo(toolActorId(toolCallId), { type: 'interruption' } satisfies ToolOrder)
    }),
    settleTool: enqueueActions(
      ({ context, enqueue }, { toolCallId, type, output }: Omit<ToolOutcome, 'toolName'>) => {
        if (!owesAnswer(context, toolCallId)) return
        enqueue.sendTo('connection', { type: 'answerTool', toolCallId, output } satisfies AnswerTool)
        enqueue.stopChild(toolActorId(toolCallId))
        enqueue.assign(withStatus(context, toolCallId, type))
      },
    ),
    noteAnswer: enqueueActions(({ context, enqueue }, toolCallId: string) => {
      // Its own answer comes back as an echo; anybody else's makes the machine's own needless.
      if (!owesAnswer(context, toolCallId)) return
      enqueue.stopChild(toolActorId(toolCallId))
      enqueue.assign(withStatus(context, toolCallId, 'answered'))
    }),
    cancelTools: enqueueActions(({ context, enqueue, self }) => {
      const ours = inputOf(self)?.tools !== undefined
      for (const { toolCallId } of pendingOf(context)) {
        if (ours) {
          enqueue.sendTo('connection', {
            type: 'answerTool',
            toolCallId,
            output: cancelledOutput,
          } satisfies AnswerTool)
          enqueue.stopChild(toolActorId(toolCallId))
        }
        enqueue.assign(({ context: now }) => withStatus(now, toolCallId, 'cancelled'))
      }
    }),
  },
})
