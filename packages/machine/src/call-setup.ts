import type { EndReason, ServerData, ToolOutcome, UnknownMessage, VatelError } from '@vatel/core'
import { assign, cancel, emit, enqueueActions, not, raise, sendTo, setup, stateIn, stopChild } from 'xstate'
import { connection, type AnswerTool } from './actors/connection.ts'
import { dial } from './actors/dial.ts'
import { microphone, type MicrophoneOrder } from './actors/microphone.ts'
import { speaker, type SpeakerOrder } from './actors/speaker.ts'
import { toolCall, type ToolOrder } from './actors/tool-call.ts'
import { freshContext, type CallContext } from './context.ts'
import { delaysMs } from './delays.ts'
import type { CallEmitted, CallEvent, ToolCommand } from './events.ts'
import { inputOf, type CallInput } from './input.ts'
import type { Line } from './line/line.ts'
import type { CallTag } from './tags.ts'
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

/** The words the statechart is written in: its events, actors, guards, actions and delays, each with its type. */
export const callSetup = setup({
  types: {
    context: {} as CallContext,
    events: {} as CallEvent,
    input: {} as CallInput,
    emitted: {} as CallEmitted,
    tags: {} as CallTag,
  },
  actors: { dial, connection, speaker, microphone, toolCall },
  delays: {
    gap: delaysMs.gap,
    lastWords: ({ event }) => (event.type === 'over' ? event.unheardMs : 0) + delaysMs.lastWords,
  },
  guards: {
    /** Emulated starts are a signal of the platform's pipeline, and nobody's voice. */
    isVoice: ({ event }) => event.type === 'speech_started' && !event.data.emulated,
    isPaused: stateIn({ active: { sound: 'paused' } }),
    /** What cannot be heard now is not waited for. */
    cannotSound: not(stateIn({ active: { output: 'running' } })),
    /** The platform says goodbye and hangs up in one breath: what was said is still to be heard. */
    hasLastWords: (_, { reason, unheardMs }: { reason: EndReason; unheardMs: number }) =>
      reason.type === 'session-ended' && unheardMs > 0,
    isNewTool: ({ context }, toolCallId: string) => isNewTool(context, toolCallId),
    isAsking: ({ context }, toolCallId: string) =>
      askingOf(context).some((tool) => tool.toolCallId === toolCallId),
    isApprovalWanted: ({ context }) => askingOf(context).length > 0,
    isNoApprovalWanted: ({ context }) => askingOf(context).length === 0,
    areAllAnswered: ({ context }) => pendingOf(context).length === 0,
  },
  actions: {
    forgetLastCall: assign(freshContext),
    keepSession: assign((_, sessionId: string) => ({ sessionId })),
    keepReason: assign((_, reason: EndReason) => ({ reason })),

    flush: sendTo('speaker', { type: 'flush' } satisfies SpeakerOrder),
    cutShort: sendTo('speaker', { type: 'cutShort' } satisfies SpeakerOrder),
    shutSpeaker: sendTo('speaker', { type: 'shut' } satisfies SpeakerOrder),
    openSpeaker: sendTo('speaker', { type: 'open' } satisfies SpeakerOrder),
    startSpeaker: enqueueActions(({ enqueue }, line: Line) => {
      enqueue.spawnChild('speaker', { id: 'speaker', input: line })
    }),
    stopSpeaker: stopChild('speaker'),
    waitForSound: raise({ type: 'agentDone' }, { delay: 'gap', id: 'gap' }),
    stopWaitingForSound: cancel('gap'),

    sendVoice: sendTo('microphone', { type: 'sendVoice' } satisfies MicrophoneOrder),
    sendSilence: sendTo('microphone', { type: 'sendSilence' } satisfies MicrophoneOrder),

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

    tellEnd: enqueueActions(({ context: { reason }, enqueue }) => {
      if (reason !== null) enqueue.emit({ type: 'ended', reason })
    }),
    tellTrouble: emit((_, error: VatelError) => ({ type: 'trouble' as const, error })),
    tellUnknown: emit((_, message: UnknownMessage) => ({ type: 'unknownMessage' as const, message })),
  },
})
