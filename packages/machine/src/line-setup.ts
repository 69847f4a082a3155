import type { EndReason, UnknownMessage, VatelError } from '@vatel/core'
import { assign, cancel, emit, enqueueActions, not, raise, sendTo, setup, stateIn, stopChild } from 'xstate'
import { connection } from './actors/connection.ts'
import { dial } from './actors/dial.ts'
import { microphone, type MicrophoneOrder } from './actors/microphone.ts'
import { speaker, type SpeakerOrder } from './actors/speaker.ts'
import { toolCall } from './actors/tool-call.ts'
import { freshContext, type CallContext } from './context.ts'
import { delaysMs } from './delays.ts'
import type { CallEmitted, CallEvent } from './events.ts'
import type { CallInput } from './input.ts'
import type { Line } from './line/line.ts'
import type { CallTag } from './tags.ts'

/** The words the statechart is written in, but for those about tools: events, actors, guards, actions and delays. */
export const lineSetup = setup({
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

    tellEnd: enqueueActions(({ context: { reason }, enqueue }) => {
      if (reason !== null) enqueue.emit({ type: 'ended', reason })
    }),
    tellTrouble: emit((_, error: VatelError) => ({ type: 'trouble' as const, error })),
    tellUnknown: emit((_, message: UnknownMessage) => ({ type: 'unknownMessage' as const, message })),
  },
})
