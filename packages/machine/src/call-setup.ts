import type { EndReason, MicrophoneFrame, ServerData, UnknownMessage, VatelError } from '@vatel/core'
import { assign, cancel, emit, enqueueActions, fromCallback, raise, sendTo, setup, stopChild } from 'xstate'
import { type CallResources, nonPersistedInput, restoredInput, type RestoredInput } from './call-resources.ts'
import { connection, type ConnectionCommand } from './connection.ts'
import { type CallContext, initialContext, type ToolProgress } from './context.ts'
import { tryDevice } from './device-error.ts'
import { dialWith } from './dial.ts'
import type { CallEmitted, CallEvent, CallParameters, MicrophoneEvent, ToolCommand } from './events.ts'
import type { CallInput } from './input.ts'
import { speaker, type SpeakerCommand } from './speaker.ts'
import { hasAsking, hasPending, isAsking, withCancelled, withStatus, withTool } from './tool-progress.ts'

/** A command of the machine to the actor `microphone`: send the user's voice, or silence of the same length. */
export interface MicrophoneCommand {
  readonly type: 'sendVoice' | 'sendSilence'
}

/**
 * Sends the user's voice, frame by frame, without passing the machine. It begins with silence, and the state `live`
 * requests the voice. A muted microphone sends silence and not nothing: the platform detects the end of an utterance by
 * the silence after it, and a connection without traffic looks dead. Closes the device when it is stopped.
 */
export const microphone = nonPersistedInput(
  fromCallback<MicrophoneCommand, CallResources | RestoredInput>(({ input, sendBack, receive }) => {
    if (input === restoredInput) return undefined
    const report = (event: MicrophoneEvent) => sendBack(event)
    const { connection, microphone: device } = input
    if (device === undefined) {
      report({ type: 'microphone.off' })
      return undefined
    }
    let mode: MicrophoneCommand['type'] = 'sendSilence'
    let silence = new Int16Array(0)
    let stopListening: (() => void) | undefined

    const silenceOf = (length: number) => {
      if (silence.length !== length) silence = new Int16Array(length)
      return silence
    }
    const send = ({ pcm }: MicrophoneFrame) => {
      connection.sendAudio(mode === 'sendVoice' ? pcm : silenceOf(pcm.length))
    }
    const attempt = (run: () => void) =>
      tryDevice('microphone', run, (error) => {
        report(error)
        report({ type: 'microphone.off' })
      })
    attempt(() => {
      stopListening = device.listen(send)
    })
    receive(({ type }) => {
      mode = type
    })
    return () => {
      attempt(() => stopListening?.())
      attempt(() => device.close())
    }
  }),
)

/** The tags for `snapshot.hasTag`, each with its meaning for a button or a lamp. */
export const callTags = {
  'can-call': '`call` begins a call',
  'can-retry': '`retry` begins a new call after one that ended',
  'can-hang-up': '`hangUp` ends the call, or the attempt',
  'in-call': 'the session runs',
  'can-talk': 'the microphone sends the voice of the user',
  'can-mute': '`mute` silences the microphone',
  'can-unmute': '`unmute` lets the microphone send again',
  'can-pause': '`pause` puts the call on hold',
  'can-resume': '`resume` takes the call off hold',
  'can-interrupt': '`interrupt` silences the agent',
  'agent-audible': 'the agent is heard',
  'user-speaking': 'the platform hears the voice of the user',
  'tool-pending': 'the agent waits for the output of a tool',
  'needs-approval': 'a tool waits for `approve` or `decline`',
  'needs-gesture': 'the browser waits for a click or a key before the agent can be heard',
  'sound-interrupted': 'the system holds the sound, as for a phone call',
  'line-suspect': 'nothing has come from the platform for too long: the connection may be dead',
} as const

/** A tag of the machine. */
export type CallTag = keyof typeof callTags

/** Durations in milliseconds. */
const delaysMs = {
  /**
   * The longest silence between two chunks that is no end: 300 ms, and two frames of 20 ms. A chunk that arrives at the
   * last moment sounds a frame later, and its report may come another frame later.
   */
  gap: 340,
  /** Time beyond its length for the rest of the agent's speech, once the platform has ended the call. */
  lastWords: 1_000,
} as const

const parametersOf = (event: CallEvent, last: CallParameters): CallParameters => {
  if (event.type === 'retry') return event.parameters ?? last
  return (event.type === 'call' ? event.parameters : undefined) ?? {}
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
    gap: delaysMs.gap,
    lastWords: ({ event }) => (event.type === 'call.ended' ? event.unheardMs : 0) + delaysMs.lastWords,
  },
  guards: {
    /** An emulated start is a signal of the platform's pipeline: nobody speaks. */
    isVoice: ({ event }) => event.type === 'speech_started' && !event.data.emulated,
    bringsView: ({ event }) => 'view' in event && event.view !== undefined,
    /** A platform may end the call right after the agent's goodbye: what was sent of it is still to be heard. */
    hasLastWords: ({ event }) =>
      event.type === 'call.ended' && event.reason.type === 'session-ended' && event.unheardMs > 0,
    isAsking: ({ context }, toolCallId: string) => isAsking(context, toolCallId),
    isApprovalWanted: ({ context }) => hasAsking(context),
    isNoApprovalWanted: ({ context }) => !hasAsking(context),
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

    sendVoice: sendTo('microphone', { type: 'sendVoice' } satisfies MicrophoneCommand),
    sendSilence: sendTo('microphone', { type: 'sendSilence' } satisfies MicrophoneCommand),

    addTool: assign(({ context }, call: ServerData<'tool_call'>) => withTool(context, call)),
    setToolStatus: assign(
      ({ context }, { toolCallId, status }: Pick<ToolProgress, 'toolCallId' | 'status'>) =>
        withStatus(context, toolCallId, status),
    ),
    decideOnTool: sendTo('connection', (_, command: ToolCommand): ConnectionCommand => command),
    interruptTools: sendTo('connection', { type: 'interruptTools' } satisfies ConnectionCommand),
    cancelTools: assign(({ context }) => withCancelled(context)),

    emitEnd: enqueueActions(({ context: { reason }, enqueue }) => {
      if (reason !== null) enqueue.emit({ type: 'call.ended', reason })
    }),
    emitError: emit((_, error: VatelError) => ({ type: 'call.error' as const, error })),
    emitUnknownMessage: emit((_, message: UnknownMessage) => ({ type: 'unknownMessage' as const, message })),
  },
})
