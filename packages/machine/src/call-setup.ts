import {
  speakerGraceMs,
  type EndReason,
  type ServerData,
  type UnknownMessage,
  type VatelError,
} from '@vatel/core'
import { assign, cancel, emit, enqueueActions, raise, sendTo, setup, stopChild } from 'xstate'
import type { CallResources } from './call-resources.ts'
import { connection, type ConnectionCommand } from './connection.ts'
import { type CallContext, initialContext, type ToolProgress } from './context.ts'
import type { Device } from './device-error.ts'
import { dialWith } from './dial.ts'
import type { AudioRefusedEvent } from './device-events.ts'
import type { CallEmitted, CallEvent, CallParameters, ToolCommand } from './events.ts'
import type { CallInput } from './input.ts'
import { microphone, speaker, type MicrophoneCommand, type SpeakerCommand } from './device-actors.ts'

/** The tags for `snapshot.hasTag`, each with its meaning for a button or a lamp. */
export const callTags = {
  'can-call': '`call` begins a call',
  'can-retry': '`retry` begins a new call after one that ended',
  'can-hang-up': '`hangUp` ends the call, or the attempt',
  'in-call': 'the session runs',
  'can-talk': 'the voice of the user is sent, as far as the microphone captures it',
  'user-inaudible':
    'the microphone captures no voice: it is lost, silent, muted outside the call, interrupted, or waits for a gesture',
  'can-mute': '`mute` silences the microphone',
  'can-unmute': '`unmute` lets the microphone send again',
  'can-pause': '`pause` puts the call on hold',
  'can-resume': '`resume` takes the call off hold',
  'can-interrupt': '`interrupt` silences the agent',
  'agent-audible': 'the agent is heard',
  'user-speaking': 'the platform hears the voice of the user',
  thinking: 'the user has finished speaking, and nothing is heard of the answer yet',
  'tool-pending': 'the agent waits for the output of a tool',
  'needs-approval': 'a tool waits for `approve` or `decline`',
  'tool-overdue': 'a tool runs for longer than its `answersWithinMs`, and no other waits for approval',
  'needs-gesture': 'the browser waits for a click or a key before it lets the page play or capture sound',
  'sound-interrupted': 'the system holds the sound, as for a phone call',
  'sound-lost': 'the device that plays the agent is gone',
  'microphone-silent': 'the microphone is on, and has captured only zeros for seconds',
  'microphone-muted': 'the microphone is muted outside the call: at the device, or by the system',
  'microphone-interrupted': 'the system holds the microphone, as for a phone call',
  'microphone-lost': 'the device that captures the user is gone',
  'line-suspect': 'nothing has come from the platform for too long: the connection may be dead',
} as const

/** A tag of the machine. */
export type CallTag = keyof typeof callTags

/**
 * The longest silence between two chunks that is no end, in milliseconds: 300, and two frames of 20. A chunk that arrives at
 * the last moment sounds a frame later, and its report may come another frame later.
 */
const gapMs = 340

const parametersOf = (event: CallEvent, last: CallParameters): CallParameters => {
  if (event.type === 'retry') return event.parameters ?? last
  return (event.type === 'call' ? event.parameters : undefined) ?? {}
}

type Tools = Pick<CallContext, 'tools'>

/** The number of settled tool calls that a context keeps. */
const maxSettled = 100

const isPending = ({ status }: ToolProgress): boolean => status === 'pending' || status === 'asking'

/** Returns the tool calls that have no output yet. */
export const pendingOf = ({ tools }: Tools): readonly ToolProgress[] => tools.filter(isPending)

/** Tests whether a tool call has no output yet. */
const hasPending = ({ tools }: Tools): boolean => tools.some(isPending)

/** Tests whether a tool call waits for approval. */
const hasAsking = ({ tools }: Tools): boolean => tools.some(({ status }) => status === 'asking')

/** Tests whether a tool call without an output has run for longer than it takes as a rule. */
const hasOverdue = ({ tools }: Tools): boolean => tools.some((tool) => tool.isOverdue && isPending(tool))

/** Tests whether the tool call of an id waits for approval. */
const isAsking = ({ tools }: Tools, toolCallId: string): boolean =>
  tools.some((tool) => tool.toolCallId === toolCallId && tool.status === 'asking')

const withoutOldest = (context: Tools): readonly ToolProgress[] => {
  let surplus = context.tools.length - pendingOf(context).length - maxSettled
  return surplus <= 0 ? context.tools : context.tools.filter((tool) => isPending(tool) || surplus-- <= 0)
}

/** Adds a tool call, and drops the oldest settled ones beyond the bound. */
const withTool = (context: Tools, call: ServerData<'tool_call'>): Tools => {
  const { toolCallId, toolName, arguments: given } = call
  return { tools: [...withoutOldest(context), { toolCallId, toolName, arguments: given, status: 'pending' }] }
}

/** Changes a tool call that has no output yet. */
const withChange = ({ tools }: Tools, toolCallId: string, change: Partial<ToolProgress>): Tools => ({
  tools: tools.map((tool) =>
    tool.toolCallId === toolCallId && isPending(tool) ? { ...tool, ...change } : tool,
  ),
})

/** The change of a tool call by an event that has its id. */
const changes: Readonly<Partial<Record<CallEvent['type'], Partial<ToolProgress>>>> = {
  'tool.answered': { status: 'answered' },
  'tool.approvalRequested': { status: 'asking' },
  'tool.overdue': { isOverdue: true },
  approve: { status: 'pending' },
}

/** Follows an event of a tool call. */
export const toolsAfter = (context: Tools, event: CallEvent): Tools => {
  if (event.type === 'tool_call') return withTool(context, event.data)
  if (event.type === 'tool.settled')
    return withChange(context, event.outcome.toolCallId, { status: event.outcome.type })
  const change = changes[event.type]
  return change && 'toolCallId' in event ? withChange(context, event.toolCallId, change) : context
}

/** Cancels every tool call that has no output yet. */
export const cancelPendingTools = ({ tools }: Tools): Tools => ({
  tools: tools.map((tool) => (isPending(tool) ? { ...tool, status: 'cancelled' as const } : tool)),
})

/** Keeps the reason of a lost device for as long as it is lost. */
const withReason =
  (device: Device) =>
  ({
    context,
    event,
  }: {
    readonly context: CallContext
    readonly event: CallEvent
  }): Partial<CallContext> => {
    const reason = 'reason' in event && typeof event.reason === 'string' ? event.reason : null
    return { deviceReasons: { ...context.deviceReasons, [device]: reason } }
  }

/** The types, actors, guards, actions and delays of the statechart. Only this file uses XState's actions. */
export const callSetup = setup({
  types: {
    context: {} as CallContext,
    events: {} as CallEvent,
    input: {} as CallInput,
    emitted: {} as CallEmitted,
    tags: {} as CallTag,
  },
  actors: { dial: dialWith(), connection, speaker, microphone },
  delays: {
    gap: gapMs,
    lastWords: ({ event }) => (event.type === 'call.ended' ? event.unheardMs : 0) + speakerGraceMs,
  },
  guards: {
    /** An emulated start is a signal of the platform's pipeline: nobody speaks. */
    isVoice: ({ event }) => event.type === 'speech_started' && !event.data.emulated,
    /** The recogniser found no word: it was a noise, and the agent does not answer. */
    isNoise: ({ event }) => event.type === 'input_audio_transcript' && !event.data.transcript.trim(),
    bringsView: ({ event }) => 'view' in event && Boolean(event.view),
    /** A platform may end the call right after the agent's goodbye: what was sent of it is still to be heard. */
    hasLastWords: ({ event }) =>
      event.type === 'call.ended' && event.reason.type === 'session-ended' && event.unheardMs > 0,
    isAsking: ({ context }, toolCallId: string) => isAsking(context, toolCallId),
    isApprovalWanted: ({ context }) => hasAsking(context),
    isNoApprovalWanted: ({ context }) => !hasAsking(context),
    isOneOverdue: ({ context }) => hasOverdue(context),
    isNoneOverdue: ({ context }) => !hasOverdue(context),
    areAllAnswered: ({ context }) => !hasPending(context),
  },
  actions: {
    startCall: assign(({ context, event }) => ({
      ...initialContext,
      inputId: context.inputId,
      parameters: parametersOf(event, context.parameters),
    })),
    keepConversation: assign(({ event }) => ('view' in event && event.view) || {}),
    keepSession: assign((_, sessionId: string) => ({ sessionId })),
    keepReason: assign((_, reason: EndReason) => ({ reason })),
    keepInputReason: assign(withReason('microphone')),
    keepOutputReason: assign(withReason('speaker')),

    flush: sendTo('speaker', { type: 'flush' } satisfies SpeakerCommand),
    interruptSpeaker: sendTo('speaker', { type: 'interrupt' } satisfies SpeakerCommand),
    shutSpeaker: sendTo('speaker', { type: 'shut' } satisfies SpeakerCommand),
    openSpeaker: sendTo('speaker', { type: 'open' } satisfies SpeakerCommand),
    startSpeaker: enqueueActions(({ enqueue }, resources: CallResources) => {
      enqueue.spawnChild('speaker', { id: 'speaker', input: resources })
    }),
    stopSpeaker: stopChild('speaker'),
    waitForSound: raise({ type: 'audio.ended' }, { delay: 'gap', id: 'gap' }),
    stopWaitingForSound: cancel('gap'),
    endSound: raise({ type: 'audio.ended' }),

    sendVoice: sendTo('microphone', { type: 'sendVoice' } satisfies MicrophoneCommand),
    sendSilence: sendTo('microphone', { type: 'sendSilence' } satisfies MicrophoneCommand),

    followTool: assign(({ context, event }) => toolsAfter(context, event)),
    decideOnTool: sendTo('connection', (_, command: ToolCommand): ConnectionCommand => command),
    interruptTools: sendTo('connection', { type: 'interruptTools' } satisfies ConnectionCommand),
    cancelTools: assign(({ context }) => cancelPendingTools(context)),

    emitEnd: enqueueActions(({ context: { reason }, enqueue }) => {
      if (reason) enqueue.emit({ type: 'call.ended', reason })
    }),
    emitError: emit((_, error: VatelError) => ({ type: 'call.error' as const, error })),
    emitRefused: emit((_, { turnId, refusedMs }: AudioRefusedEvent) => ({
      type: 'audio.refused' as const,
      turnId,
      refusedMs,
    })),
    emitUnknownMessage: emit((_, message: UnknownMessage) => ({ type: 'unknownMessage' as const, message })),
  },
})
