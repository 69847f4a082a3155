import { callSetup } from './call-setup.ts'
import { freshContext } from './context.ts'
import { inputOf } from './input.ts'
import { floor } from './regions/floor.ts'
import { microphone } from './regions/microphone.ts'
import { output } from './regions/output.ts'
import { sound } from './regions/sound.ts'
import { tools } from './regions/tools.ts'

const hungUp = { type: 'hung-up' } as const

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
          hangUp: { target: 'ended', actions: { type: 'keepReason', params: hungUp } },
          over: { target: 'ended', actions: { type: 'keepReason', params: ({ event }) => event.reason } },
          trouble: { actions: { type: 'tellTrouble', params: ({ event }) => event.error } },
        },
        states: {
          unmuted: {
            tags: ['can-mute'],
            on: {
              mute: 'muted',
              opened: {
                target: '#call.active',
                actions: [
                  { type: 'keepSession', params: ({ event }) => event.line.sessionId },
                  { type: 'startSpeaker', params: ({ event }) => event.line },
                ],
              },
            },
          },
          muted: {
            tags: ['can-unmute'],
            on: {
              unmute: 'unmuted',
              opened: {
                target: '#call.active.microphone.muted',
                actions: [
                  { type: 'keepSession', params: ({ event }) => event.line.sessionId },
                  { type: 'startSpeaker', params: ({ event }) => event.line },
                ],
              },
            },
          },
        },
      },
      active: {
        type: 'parallel',
        tags: ['in-call', 'can-hang-up'],
        invoke: {
          src: 'connection',
          id: 'connection',
          input: ({ event }) => (event.type === 'opened' ? event.line : 'restored'),
        },
        on: {
          hangUp: { target: 'ended', actions: { type: 'keepReason', params: hungUp } },
          over: [
            {
              guard: 'cannotSound',
              target: 'ended',
              actions: { type: 'keepReason', params: ({ event }) => event.reason },
            },
            {
              guard: { type: 'hasLastWords', params: ({ event }) => event },
              target: 'lastWords',
              actions: { type: 'keepReason', params: ({ event }) => event.reason },
            },
            { target: 'ended', actions: { type: 'keepReason', params: ({ event }) => event.reason } },
          ],
          trouble: { actions: { type: 'tellTrouble', params: ({ event }) => event.error } },
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
          trouble: { actions: { type: 'tellTrouble', params: ({ event }) => event.error } },
        },
      },
      ended: {
        tags: ['can-call', 'can-retry'],
        entry: ['stopSpeaker', 'tellEnd'],
        on: {
          call: 'connecting',
          retry: 'connecting',
          trouble: { actions: { type: 'tellTrouble', params: ({ event }) => event.error } },
        },
      },
    },
  })
