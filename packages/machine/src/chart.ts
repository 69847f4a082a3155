import { lineOf } from './actors/input-kept-out.ts'
import { callSetup } from './call-setup.ts'
import { freshContext } from './context.ts'
import type { Of, OpenedEvent, OverEvent, TroubleEvent } from './events.ts'
import { inputOf } from './input.ts'
import { floor } from './regions/floor.ts'
import { microphone } from './regions/microphone.ts'
import { output } from './regions/output.ts'
import { sound } from './regions/sound.ts'
import { tools } from './regions/tools.ts'

const hangUp = {
  target: 'ended',
  actions: { type: 'keepReason', params: { type: 'hung-up' } },
} as const
const keepReason = { type: 'keepReason', params: ({ event }: Of<OverEvent>) => event.reason } as const
const trouble = {
  actions: { type: 'tellTrouble', params: ({ event }: Of<TroubleEvent>) => event.error },
} as const
const begin = [
  { type: 'keepSession', params: ({ event }: Of<OpenedEvent>) => event.line.sessionId },
  { type: 'startSpeaker', params: ({ event }: Of<OpenedEvent>) => event.line },
] as const

/** Draws the statechart of a call. What is told of the conversation is kept beside it: see `callMachine`. */
export const drawChart = () =>
  callSetup.createMachine({
    id: 'call',
    context: freshContext,
    initial: 'idle',
    states: {
      idle: {
        tags: ['can-call'],
        on: { call: 'connecting' },
      },
      connecting: {
        initial: 'unmuted',
        tags: ['can-hang-up'],
        entry: 'forgetLastCall',
        invoke: { src: 'dial', id: 'dial', input: ({ self }) => inputOf(self) },
        on: {
          hangUp,
          over: { target: 'ended', actions: keepReason },
          trouble,
        },
        states: {
          unmuted: {
            tags: ['can-mute'],
            on: {
              mute: 'muted',
              opened: {
                target: '#call.active',
                actions: begin,
              },
            },
          },
          muted: {
            tags: ['can-unmute'],
            on: {
              unmute: 'unmuted',
              opened: {
                target: '#call.active.microphone.muted',
                actions: begin,
              },
            },
          },
        },
      },
      active: {
        type: 'parallel',
        tags: ['in-call', 'can-hang-up'],
        invoke: { src: 'connection', id: 'connection', input: lineOf },
        on: {
          hangUp,
          over: [
            {
              guard: 'cannotSound',
              target: 'ended',
              actions: keepReason,
            },
            {
              guard: { type: 'hasLastWords', params: ({ event }) => event },
              target: 'lastWords',
              actions: keepReason,
            },
            { target: 'ended', actions: keepReason },
          ],
          trouble,
          unknownMessage: { actions: { type: 'tellUnknown', params: ({ event }) => event.message } },
        },
        states: { floor, tools, microphone, sound, output },
      },
      lastWords: {
        tags: ['agent-audible', 'can-interrupt', 'can-hang-up'],
        exit: 'stopWaitingForSound',
        after: { lastWords: 'ended' },
        on: {
          hangUp: 'ended',
          interrupt: 'ended',
          agentDone: 'ended',
          soundCut: 'ended',
          soundStopped: { actions: 'waitForSound' },
          soundBegan: { actions: 'stopWaitingForSound' },
          trouble,
        },
      },
      ended: {
        tags: ['can-call', 'can-retry'],
        entry: ['stopSpeaker', 'tellEnd'],
        on: {
          call: 'connecting',
          retry: 'connecting',
          trouble,
        },
      },
    },
  })
