import { assertTools } from '@vatel/core'
import type { ActorRefFrom, SnapshotFrom, StateMachine } from 'xstate'
import { resourcesOf } from './call-resources.ts'
import { callSetup } from './call-setup.ts'
import { initialContext } from './context.ts'
import { dialWith } from './dial.ts'
import type { AudioRefusedEvent } from './device-events.ts'
import type { CallEndedEvent, CallErrorEvent, CallStartedEvent, Of } from './events.ts'
import { findInput, keepInput, type CallInput } from './input.ts'
import { floor, input, link, microphone, output, sound, tools } from './regions.ts'

const hangUp = {
  target: 'ended',
  actions: { type: 'keepReason', params: { type: 'hung-up' } },
} as const
const keepEnd = [
  'keepConversation',
  { type: 'keepReason', params: ({ event }: Of<CallEndedEvent>) => event.reason },
] as const
const emitError = {
  actions: { type: 'emitError', params: ({ event }: Of<CallErrorEvent>) => event.error },
} as const
const start = [
  { type: 'keepSession', params: ({ event }: Of<CallStartedEvent>) => event.resources.sessionId },
  { type: 'startSpeaker', params: ({ event }: Of<CallStartedEvent>) => event.resources },
] as const
const keepConversation = { actions: 'keepConversation' } as const
const keepRefused = {
  actions: ['keepConversation', { type: 'emitRefused', params: ({ event }: Of<AudioRefusedEvent>) => event }],
} as const

/**
 * A call as a statechart. `ended` is the end of a call and not of the actor: XState stops an actor in a final state, and a
 * stopped one cannot call again. `outcomeOf` returns in `ended` the output that a final state would have.
 */
export const callMachine = callSetup.createMachine({
  id: 'call',
  context: ({ input, self }) => ({ ...initialContext, inputId: keepInput(self, input) }),
  initial: 'idle',
  states: {
    idle: {
      tags: ['can-call'],
      on: { call: 'connecting' },
    },
    connecting: {
      initial: 'unmuted',
      tags: ['can-hang-up'],
      entry: 'startCall',
      invoke: {
        src: 'dial',
        id: 'dial',
        input: ({ self, context: { inputId, parameters } }) => ({
          input: findInput(self, inputId),
          parameters,
        }),
      },
      on: {
        hangUp,
        'call.ended': { target: 'ended', actions: keepEnd },
        'call.error': emitError,
      },
      states: {
        unmuted: {
          tags: ['can-mute'],
          on: {
            mute: 'muted',
            'call.started': {
              target: '#call.active',
              actions: start,
            },
          },
        },
        muted: {
          tags: ['can-unmute'],
          on: {
            unmute: 'unmuted',
            'call.started': {
              target: '#call.active.microphone.muted',
              actions: start,
            },
          },
        },
      },
    },
    active: {
      type: 'parallel',
      tags: ['in-call', 'can-hang-up'],
      invoke: { src: 'connection', id: 'connection', input: resourcesOf },
      on: {
        hangUp,
        'call.ended': [
          { guard: 'hasLastWords', target: 'lastWords', actions: keepEnd },
          { target: 'ended', actions: keepEnd },
        ],
        'call.error': emitError,
        'audio.refused': keepRefused,
        'conversation.changed': keepConversation,
        unknownMessage: { actions: { type: 'emitUnknownMessage', params: ({ event }) => event.message } },
      },
      states: { floor, tools, microphone, input, sound, output, link },
    },
    lastWords: {
      tags: ['agent-audible', 'can-interrupt', 'can-hang-up'],
      exit: 'stopWaitingForSound',
      after: { lastWords: 'ended' },
      on: {
        hangUp: 'ended',
        interrupt: 'ended',
        'audio.ended': 'ended',
        'audio.cut': { target: 'ended', actions: 'keepConversation' },
        'audio.stopped': { actions: ['keepConversation', 'waitForSound'] },
        'audio.started': { actions: ['keepConversation', 'stopWaitingForSound'] },
        'audio.refused': keepRefused,
        'call.error': emitError,
        'conversation.changed': keepConversation,
      },
    },
    ended: {
      tags: ['can-call', 'can-retry'],
      entry: ['stopSpeaker', 'emitEnd'],
      on: {
        call: 'connecting',
        retry: 'connecting',
        'audio.cut': keepConversation,
        'call.error': emitError,
        'conversation.changed': keepConversation,
      },
    },
  },
})

/** A moment of a call. */
export type CallSnapshot = SnapshotFrom<typeof callMachine>

/** A running call machine. */
export type CallActor = ActorRefFrom<typeof callMachine>

/** Replaces the input of a machine's type. */
type WithInput<M, I> =
  M extends StateMachine<
    infer Context,
    infer Event,
    infer Children,
    infer Actor,
    infer Action,
    infer Guard,
    infer Delay,
    infer Value,
    infer Tag,
    infer Input,
    infer Output,
    infer Emitted,
    infer Meta,
    infer Config
  >
    ? CallInput extends Input
      ? StateMachine<
          Context,
          Event,
          Children,
          Actor,
          Action,
          Guard,
          Delay,
          Value,
          Tag,
          I,
          Output,
          Emitted,
          Meta,
          Config
        >
      : never
    : never

/**
 * Creates a call machine that holds its input itself, for an actor or a child that is restored from a snapshot in another
 * process: XState persists no input.
 *
 * @throws {InvalidArgumentError} in JavaScript, for a tool that `tool` of `@vatel/core` has not made
 *
 * @example
 * const parent = setup({ actors: { call: createCallMachine({ connect, tools }) } })
 */
export const createCallMachine = (input: CallInput): WithInput<typeof callMachine, undefined> => {
  if (input.tools !== undefined) assertTools(input.tools)
  return callMachine.provide({ actors: { dial: dialWith(input) } })
}
