import type { AgentEntry, ToolEntry, TranscriptEntry, UserEntry } from '@vatel/core'
import type { Levels, VoiceAction, VoiceCall, VoiceCallSnapshot } from '../src/index.ts'

const actions: readonly VoiceAction[] = [
  'start',
  'stop',
  'mute',
  'unmute',
  'interrupt',
  'pause',
  'resume',
  'approve',
  'decline',
]

const can = (...names: readonly VoiceAction[]): VoiceCallSnapshot['can'] =>
  Object.fromEntries(actions.map((name) => [name, names.includes(name)])) as VoiceCallSnapshot['can']

const processing = { echoCancellation: true, noiseSuppression: true }

/** The snapshot of a call that nobody has begun. */
const idle: VoiceCallSnapshot = {
  phase: 'idle',
  isThinking: false,
  isUserSpeaking: false,
  isPaused: false,
  can: can('start'),
  transcript: [],
  tools: [],
  end: null,
  problems: [],
  microphone: { state: 'off', isMuted: false, isTalking: false, deviceId: '', ...processing },
  speaker: { state: 'off', deviceId: '', volume: 1 },
  devices: { microphones: [], speakers: [] },
  latency: { turns: [], bargeIns: [] },
  sessionId: null,
}

/** Returns a line of the user. */
export const user = (text: string, final = true): UserEntry => ({ who: 'user', text, final })

/** Returns a line of the agent of which a part was heard. */
export const agent = (heardText: string, unheardText = '', more: Partial<AgentEntry> = {}): AgentEntry => ({
  who: 'agent',
  turnId: heardText.slice(0, 12),
  text: heardText + unheardText,
  final: true,
  cancelled: false,
  interrupted: false,
  closed: false,
  heardText,
  unheardText,
  receivedSamples: 48_000,
  complete: unheardText === '',
  heardSamples: 24_000,
  ...more,
})

/** Returns a tool call. */
const weather = (output?: string): ToolEntry => ({
  who: 'tool',
  toolCallId: 'call-1',
  toolName: 'get_weather',
  arguments: [
    { name: 'city', value: 'Lisbon' },
    { name: 'day', value: 'today' },
  ],
  ...(output !== undefined && { output }),
})

const inCall: Partial<VoiceCallSnapshot> = {
  sessionId: 'session-1',
  can: can('stop', 'mute', 'pause'),
  microphone: { state: 'live', isMuted: false, isTalking: true, deviceId: 'm1', ...processing },
  speaker: { state: 'running', deviceId: '', volume: 0.8 },
  devices: {
    microphones: [
      { deviceId: 'm1', label: 'MacBook Pro Microphone' },
      { deviceId: 'm2', label: 'Jabra Evolve2 65 (a name that is rather long)' },
    ],
    speakers: [{ deviceId: 's1', label: 'Headphones' }],
  },
}

const talk: readonly TranscriptEntry[] = [
  agent('Hello! I am your city guide for Lisbon. What would you like to know?'),
  user('What is the weather like today, and is it worth going to the castle?'),
  weather('sunny, 21 degrees in Lisbon'),
]
const { toolCallId, toolName, arguments: given } = weather()
const tool = (status: 'pending' | 'result' | 'asking') => ({ toolCallId, toolName, arguments: given, status })

/** A snapshot of each phase that a person can tell apart. */
export const moments = {
  idle,
  connecting: { ...idle, phase: 'connecting', can: can('stop') },
  listening: { ...idle, ...inCall, phase: 'listening', transcript: talk.slice(0, 1) },
  talking: {
    ...idle,
    ...inCall,
    phase: 'listening',
    isUserSpeaking: true,
    transcript: [...talk.slice(0, 1), user('What is the weather like', false)],
  },
  thinking: { ...idle, ...inCall, phase: 'listening', isThinking: true, transcript: talk.slice(0, 2) },
  tool: {
    ...idle,
    ...inCall,
    phase: 'toolPending',
    transcript: [...talk.slice(0, 2), weather()],
    tools: [tool('pending')],
  },
  asking: {
    ...idle,
    ...inCall,
    phase: 'toolPending',
    can: can('stop', 'mute', 'approve', 'decline'),
    transcript: [...talk.slice(0, 2), weather()],
    tools: [tool('asking')],
  },
  speaking: {
    ...idle,
    ...inCall,
    phase: 'agentSpeaking',
    transcript: [
      ...talk,
      agent(
        'It is sunny, 21 degrees. The castle has the best view',
        ' of the city, and it is open until nine.',
      ),
    ],
    tools: [tool('result')],
  },
  interrupted: {
    ...idle,
    ...inCall,
    phase: 'interrupted',
    isUserSpeaking: true,
    transcript: [
      ...talk,
      agent(
        'It is sunny, 21 degrees. The castle',
        ' has the best view of the city, and it is open until nine.',
        {
          cancelled: true,
          interrupted: true,
        },
      ),
      user('And how do I get', false),
    ],
    tools: [tool('result')],
  },
  muted: {
    ...idle,
    ...inCall,
    phase: 'listening',
    can: can('stop', 'unmute', 'pause'),
    microphone: { state: 'muted', isMuted: true, isTalking: false, deviceId: 'm1', ...processing },
    transcript: talk,
    tools: [tool('result')],
  },
  suspect: {
    ...idle,
    ...inCall,
    phase: 'listening',
    transcript: talk,
    tools: [tool('result')],
    problems: [
      { type: 'line-suspect', text: 'The connection may be lost. The call goes on if it comes back.' },
    ],
  },
  ended: {
    ...idle,
    phase: 'ended',
    transcript: talk,
    tools: [tool('result')],
    sessionId: 'session-1',
    end: {
      reason: { type: 'hung-up' },
      text: 'You ended the call.',
    } as unknown as VoiceCallSnapshot['end'],
  },
  refused: {
    ...idle,
    phase: 'ended',
    end: {
      reason: { type: 'refused', status: 429, message: '' },
      text: 'The line is busy. Call again later.',
    } as unknown as VoiceCallSnapshot['end'],
  },
} as const satisfies Readonly<Record<string, VoiceCallSnapshot>>

/** Lines that are hard to show: long ones, other scripts, and an address without a space. */
export const hardLines: readonly TranscriptEntry[] = [
  user(`Look at https://example.com/${'a-long-path/'.repeat(24)}`),
  agent('مرحبا! كيف يمكنني مساعدتك اليوم؟ القلعة مفتوحة', ' حتى التاسعة مساءً.'),
  user('วันนี้อากาศเป็นอย่างไรบ้างที่กรุงเทพมหานครครับผม'),
  agent('天気は晴れです。気温は二十一度です。', 'お城は九時まで開いています。'),
  user('👩‍👩‍👧‍👦 🎉 👍🏽 Danke! Donaudampfschifffahrtsgesellschaftskapitän'),
]

const sentence = 'The castle stands on a hill above the river, and its garden is open until nine. '

/** A line of the agent of 5,000 characters, of which a part was heard. */
export const longLine: readonly TranscriptEntry[] = [
  user('Tell me everything about the castle.'),
  agent(sentence.repeat(61).slice(0, 4_700).trimEnd(), ` ${sentence.repeat(61).slice(4_700, 5_000).trim()}`),
]

/** A call whose snapshots and levels a test sets. */
export interface StubCall extends VoiceCall {
  show(snapshot: Partial<VoiceCallSnapshot>): void
  /** Sets the levels; resolves when each listener was called with them, also one with an interval. */
  sound(levels: Levels): Promise<void>
  /** Names of the methods that were called. */
  readonly calls: string[]
  /** Number of elements that read the levels. */
  readonly meterCount: number
}

/** Creates a call that does nothing by itself. */
export const createStubCall = (first: VoiceCallSnapshot = idle): StubCall => {
  let snapshot = first
  let levels: Levels = { user: 0, agent: 0 }
  const calls: string[] = []
  const listeners = new Set<(snapshot: VoiceCallSnapshot) => void>()
  const meterListeners = new Set<(levels: Levels) => void>()
  /** For each listener with an interval: waits until it is called. */
  const timed = new Set<() => Promise<void>>()
  const record =
    (name: string) =>
    (...args: readonly unknown[]): void => {
      calls.push([name, ...args.filter((each) => typeof each === 'string')].join(' '))
    }
  const add = <T>(set: Set<(value: T) => void>, listener: (value: T) => void, value: T) => {
    set.add(listener)
    listener(value)
    return () => {
      set.delete(listener)
    }
  }
  return {
    ...(Object.fromEntries(
      ['start', 'stop', 'toggle', 'mute', 'unmute', 'interrupt', 'pause', 'resume'].map((name) => [
        name,
        record(name),
      ]),
    ) as Pick<VoiceCall, 'start' | 'stop' | 'toggle' | 'mute' | 'unmute' | 'interrupt' | 'pause' | 'resume'>),
    approve: record('approve'),
    decline: record('decline'),
    pressToTalk: record('pressToTalk'),
    releaseToTalk: record('releaseToTalk'),
    setMicrophone: (id) => {
      record('setMicrophone')(id)
      return id === 'm2' ? Promise.reject(new Error('in use')) : Promise.resolve()
    },
    setSpeaker: (id) => {
      record('setSpeaker')(id)
      return Promise.resolve()
    },
    setProcessing: (change) => {
      record('setProcessing')(JSON.stringify(change))
      if (change.echoCancellation !== undefined) return Promise.reject(new Error('in use'))
      snapshot = { ...snapshot, microphone: { ...snapshot.microphone, ...change } }
      for (const listener of [...listeners]) listener(snapshot)
      return Promise.resolve()
    },
    volume: 1,
    meters: {
      get user() {
        return levels.user
      },
      get agent() {
        return levels.agent
      },
      // As those of a call that runs: a listener with an interval is called by its timer alone.
      subscribe: (listener, everyMs) => {
        if (everyMs === undefined) return add(meterListeners, listener, levels)
        const waiting: (() => void)[] = []
        const timer = setInterval(() => {
          listener(levels)
          for (const resolve of waiting.splice(0)) resolve()
        }, everyMs)
        const wait = () => new Promise<void>((resolve) => waiting.push(resolve))
        timed.add(wait)
        listener(levels)
        return () => {
          clearInterval(timer)
          timed.delete(wait)
          for (const resolve of waiting.splice(0)) resolve()
        }
      },
      readBands: (name, bands) => bands.fill(levels[name]),
    },
    streams: { user: undefined, agent: undefined },
    getSnapshot: () => snapshot,
    subscribe: (listener) => add(listeners, listener, snapshot),
    show: (next) => {
      snapshot = { ...snapshot, ...next }
      for (const listener of [...listeners]) listener(snapshot)
    },
    sound: async (next) => {
      levels = next
      for (const listener of [...meterListeners]) listener(next)
      await Promise.all([...timed].map((wait) => wait()))
    },
    calls,
    get meterCount() {
      return meterListeners.size + timed.size
    },
  }
}
