import { callSetup } from '../call-setup.ts'

const isVoice = { guard: 'isVoice' } as const

/**
 * Who has the floor: what the user hears of the agent, and whether the platform hears the user. The agent speaks for as
 * long as it is heard, by the speaker's word; a gap between two chunks is no end.
 */
export const floor = callSetup.createStateConfig({
  initial: 'listening',
  states: {
    listening: {
      initial: 'quiet',
      on: {
        interruption: { target: 'interrupted', actions: 'flush' },
        // Nothing is heard yet, but it may be on its way.
        interrupt: { actions: 'cutShort' },
      },
      states: {
        quiet: {
          on: {
            speech_started: { ...isVoice, target: 'userSpeaking' },
            soundBegan: '#call.active.floor.agentSpeaking.quiet',
          },
        },
        userSpeaking: {
          tags: ['user-speaking'],
          on: {
            speech_stopped: 'quiet',
            input_audio_transcript: 'quiet',
            soundBegan: '#call.active.floor.agentSpeaking.userSpeaking',
          },
        },
      },
    },
    agentSpeaking: {
      initial: 'quiet',
      tags: ['agent-audible', 'can-interrupt'],
      exit: 'stopWaitingForSound',
      on: {
        interruption: { target: 'interrupted.userSpeaking', actions: 'flush' },
        soundStopped: { actions: 'waitForSound' },
        soundBegan: { actions: 'stopWaitingForSound' },
      },
      states: {
        quiet: {
          on: {
            speech_started: { ...isVoice, target: 'userSpeaking' },
            interrupt: { target: '#call.active.floor.interrupted.quiet', actions: 'cutShort' },
            soundCut: '#call.active.floor.listening.quiet',
            pause: '#call.active.floor.listening.quiet',
            agentDone: '#call.active.floor.listening.quiet',
          },
        },
        userSpeaking: {
          tags: ['user-speaking'],
          on: {
            speech_stopped: 'quiet',
            input_audio_transcript: 'quiet',
            interrupt: { target: '#call.active.floor.interrupted.userSpeaking', actions: 'cutShort' },
            soundCut: '#call.active.floor.listening.userSpeaking',
            pause: '#call.active.floor.listening.userSpeaking',
            agentDone: '#call.active.floor.listening.userSpeaking',
          },
        },
      },
    },
    interrupted: {
      initial: 'userSpeaking',
      on: {
        // What has come in between is cancelled as well.
        interruption: { target: '.userSpeaking', actions: 'flush' },
      },
      states: {
        quiet: {
          on: {
            speech_started: { ...isVoice, target: 'userSpeaking' },
            input_audio_transcript: '#call.active.floor.listening.quiet',
            soundBegan: '#call.active.floor.agentSpeaking.quiet',
          },
        },
        userSpeaking: {
          tags: ['user-speaking'],
          on: {
            speech_stopped: '#call.active.floor.listening.quiet',
            input_audio_transcript: '#call.active.floor.listening.quiet',
            soundBegan: '#call.active.floor.agentSpeaking.userSpeaking',
          },
        },
      },
    },
  },
})
