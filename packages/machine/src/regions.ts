import { resourcesOf } from './call-resources.ts'
import { callSetup } from './call-setup.ts'
import type { Of, ToolCommand } from './events.ts'

const isVoice = { guard: 'isVoice' } as const
const userWords = [
  { guard: 'isNoise', target: '#call.active.floor.listening.quiet' },
  { target: '#call.active.floor.listening.thinking' },
] as const

/**
 * The floor: whether the user hears the agent, and whether the platform hears the user. The agent speaks for as long as it
 * is heard, as the speaker reports it; a gap between two chunks is no end. It thinks from the end of the user's speech to
 * the first sound that is heard.
 */
export const floor = callSetup.createStateConfig({
  initial: 'listening',
  states: {
    listening: {
      initial: 'quiet',
      on: {
        interruption: { target: 'interrupted', actions: 'flush' },
        // Nothing is heard yet, but it may be on its way.
        interrupt: { actions: 'interruptSpeaker' },
      },
      states: {
        quiet: {
          on: {
            speech_started: { ...isVoice, target: 'userSpeaking' },
            'audio.started': '#call.active.floor.agentSpeaking.quiet',
          },
        },
        thinking: {
          tags: ['thinking'],
          on: {
            speech_started: { ...isVoice, target: 'userSpeaking' },
            input_audio_transcript: { guard: 'isNoise', target: 'quiet' },
            'audio.started': '#call.active.floor.agentSpeaking.quiet',
            // The answer is cancelled before it is heard.
            interrupt: { target: 'quiet', actions: 'interruptSpeaker' },
            // After a pause: the answer was discarded.
            'audio.ended': 'quiet',
          },
        },
        userSpeaking: {
          tags: ['user-speaking'],
          on: {
            speech_stopped: 'thinking',
            input_audio_transcript: [{ guard: 'isNoise', target: 'quiet' }, { target: 'thinking' }],
            'audio.started': '#call.active.floor.agentSpeaking.userSpeaking',
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
        'audio.stopped': { actions: 'waitForSound' },
        'audio.started': { actions: 'stopWaitingForSound' },
      },
      states: {
        quiet: {
          on: {
            speech_started: { ...isVoice, target: 'userSpeaking' },
            interrupt: { target: '#call.active.floor.interrupted.quiet', actions: 'interruptSpeaker' },
            'audio.cut': '#call.active.floor.listening.quiet',
            pause: '#call.active.floor.listening.quiet',
            'audio.ended': '#call.active.floor.listening.quiet',
          },
        },
        userSpeaking: {
          tags: ['user-speaking'],
          on: {
            speech_stopped: 'quiet',
            input_audio_transcript: 'quiet',
            interrupt: { target: '#call.active.floor.interrupted.userSpeaking', actions: 'interruptSpeaker' },
            'audio.cut': '#call.active.floor.listening.userSpeaking',
            pause: '#call.active.floor.listening.userSpeaking',
            'audio.ended': '#call.active.floor.listening.userSpeaking',
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
            input_audio_transcript: userWords,
            'audio.started': '#call.active.floor.agentSpeaking.quiet',
          },
        },
        userSpeaking: {
          tags: ['user-speaking'],
          on: {
            speech_stopped: '#call.active.floor.listening.thinking',
            input_audio_transcript: userWords,
            'audio.started': '#call.active.floor.agentSpeaking.userSpeaking',
          },
        },
      },
    },
  },
})

const decide = {
  guard: { type: 'isAsking', params: ({ event }: Of<ToolCommand>) => event.toolCallId },
} as const
/** The tools that the agent waits for. Core's tool controller, in the actor `connection`, runs and answers them. */
export const tools = callSetup.createStateConfig({
  initial: 'idle',
  exit: 'cancelTools',
  states: {
    idle: { on: { tool_call: { target: 'toolPending', actions: 'followTool' } } },
    toolPending: {
      initial: 'running',
      tags: ['tool-pending'],
      always: { guard: 'areAllAnswered', target: 'idle' },
      on: {
        tool_call: { actions: 'followTool' },
        'tool.approvalRequested': { actions: 'followTool' },
        'tool.overdue': { actions: 'followTool' },
        'tool.settled': { actions: 'followTool' },
        'tool.answered': { actions: 'followTool' },
        interrupt: { actions: 'interruptTools' },
      },
      states: {
        running: {
          always: [
            { guard: 'isApprovalWanted', target: 'asking' },
            { guard: 'isOneOverdue', target: 'overdue' },
          ],
        },
        overdue: {
          tags: ['tool-overdue'],
          always: [
            { guard: 'isApprovalWanted', target: 'asking' },
            { guard: 'isNoneOverdue', target: 'running' },
          ],
        },
        asking: {
          tags: ['needs-approval'],
          always: { guard: 'isNoApprovalWanted', target: 'running' },
          on: {
            approve: {
              ...decide,
              actions: [{ type: 'decideOnTool', params: ({ event }) => event }, 'followTool'],
            },
            decline: { ...decide, actions: { type: 'decideOnTool', params: ({ event }) => event } },
          },
        },
      },
    },
  },
})

/** The microphone: whether the user can be heard. The device stays open while it is muted, and closes with the call. */
export const microphone = callSetup.createStateConfig({
  initial: 'live',
  invoke: { src: 'microphone', id: 'microphone', input: resourcesOf },
  on: { 'microphone.off': '.off' },
  states: {
    live: {
      tags: ['can-talk', 'can-mute'],
      entry: 'sendVoice',
      exit: 'sendSilence',
      on: { mute: 'muted', pause: 'held' },
    },
    held: {
      tags: ['can-mute'],
      on: { mute: 'muted.held', resume: 'live' },
    },
    muted: {
      initial: 'open',
      tags: ['can-unmute'],
      states: {
        open: { on: { unmute: '#call.active.microphone.live', pause: 'held' } },
        held: { on: { unmute: '#call.active.microphone.held', resume: 'open' } },
      },
    },
    off: {},
  },
})

const keepConversation = { guard: 'bringsView', actions: 'keepConversation' } as const

/**
 * The sound of the call: whether the agent may be heard. Its speech during a pause is not heard later either, as on any
 * telephone. Keeps the conversation that the speaker's events bring.
 */
export const sound = callSetup.createStateConfig({
  initial: 'open',
  on: {
    'audio.started': keepConversation,
    'audio.stopped': keepConversation,
    'audio.cut': keepConversation,
  },
  states: {
    open: {
      tags: ['can-pause'],
      on: { pause: { target: 'paused', actions: 'shutSpeaker' } },
    },
    paused: {
      tags: ['can-resume'],
      on: { resume: { target: 'open', actions: ['openSpeaker', 'endSound'] } },
    },
  },
})

/** The output: whether the speaker can sound, as it reports. The agent's speech waits in the speaker meanwhile. */
export const output = callSetup.createStateConfig({
  initial: 'running',
  on: {
    'output.running': '.running',
    'output.needsGesture': '.needsGesture',
    'output.interrupted': '.interrupted',
    'output.lost': '.lost',
  },
  states: {
    running: {},
    needsGesture: { tags: ['needs-gesture'] },
    interrupted: { tags: ['sound-interrupted'] },
    lost: { tags: ['sound-lost'], entry: 'keepOutputReason', exit: 'keepOutputReason' },
  },
})

/** The input: whether the microphone captures, as it reports. \`microphone\` holds what the call does with it. */
export const input = callSetup.createStateConfig({
  initial: 'live',
  on: {
    'input.live': '.live',
    'input.silent': '.silent',
    'input.muted': '.muted',
    'input.mutedBySystem': '.mutedBySystem',
    'input.needsGesture': '.needsGesture',
    'input.interrupted': '.interrupted',
    'input.lost': '.lost',
  },
  states: {
    live: {},
    silent: { tags: ['user-inaudible', 'microphone-silent'] },
    muted: { tags: ['user-inaudible', 'microphone-muted'] },
    mutedBySystem: { tags: ['user-inaudible', 'microphone-muted'] },
    needsGesture: { tags: ['user-inaudible', 'needs-gesture'] },
    interrupted: { tags: ['user-inaudible', 'microphone-interrupted'] },
    lost: { tags: ['user-inaudible', 'microphone-lost'], entry: 'keepInputReason', exit: 'keepInputReason' },
  },
})

/**
 * The link to the platform: `suspect` while nothing has come from it for too long. Keeps the conversation that the
 * connection's events bring, beside what other regions do with them.
 */
export const link = callSetup.createStateConfig({
  initial: 'live',
  on: {
    speech_started: keepConversation,
    speech_stopped: keepConversation,
    interruption: keepConversation,
    input_audio_transcript: keepConversation,
    tool_call: keepConversation,
    'tool.settled': keepConversation,
    'tool.answered': keepConversation,
  },
  states: {
    live: { on: { 'link.suspect': 'suspect' } },
    suspect: { tags: ['line-suspect'], on: { 'link.live': 'live' } },
  },
})
