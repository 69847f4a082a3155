import type {
  AgentAudio,
  Microphone,
  MicrophoneFrame,
  OutputState,
  PlaybackEvent,
  Speaker,
} from '@vatel/core'

/** A microphone that a test speaks into. */
export interface TestMicrophone extends Microphone {
  hear(pcm: Int16Array): void
  /** It throws from now on when it is to be closed. */
  breakDown(error: Error): void
  readonly state: 'open' | 'listened' | 'closed'
}

/** Makes an open microphone. */
export const testMicrophone = (): TestMicrophone => {
  let state: TestMicrophone['state'] = 'open'
  let broken: Error | undefined
  const listeners = new Set<(frame: MicrophoneFrame) => void>()
  return {
    listen(listener) {
      state = 'listened'
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      if (broken !== undefined) throw broken
      state = 'closed'
    },
    breakDown: (error) => {
      broken = error
    },
    hear: (pcm) => {
      for (const listener of listeners) listener({ pcm, atMs: 0 })
    },
    get state() {
      return state
    },
  }
}

/** A speaker whose playing a test tells by hand. */
export interface TestSpeaker extends Speaker {
  tell(type: PlaybackEvent['type'], turnId?: string, heardSamples?: number, afterMs?: number): void
  /** It throws from now on when it is written to. */
  breakDown(error: Error): void
  /** It tells at once, from now on, that what sounds was flushed; otherwise a test tells it. */
  tellFlushes(): void
  /** Gives it leave to sound, or takes it. */
  become(state: OutputState): void
  readonly written: readonly AgentAudio[]
  readonly flushes: number
  /** How many listen or watch. */
  readonly listeners: number
}

/** Makes a silent speaker. */
export const testSpeaker = (first: OutputState = 'running'): TestSpeaker => {
  const watchers = new Set<(state: OutputState) => void>()
  let output = first
  const listeners = new Set<(event: PlaybackEvent) => void>()
  const written: AgentAudio[] = []
  let flushes = 0
  let broken: Error | undefined
  let tellsFlushes = false
  let atMs = 0
  const tell: TestSpeaker['tell'] = (type, turnId = 'turn-1', heardSamples = 0, afterMs = 1_000) => {
    atMs += afterMs
    for (const listener of [...listeners]) listener({ type, turnId, heardSamples, atMs })
  }
  return {
    write: (audio) => {
      if (broken !== undefined) throw broken
      written.push(audio)
    },
    breakDown: (error) => {
      broken = error
    },
    flush: () => {
      flushes += 1
      if (tellsFlushes) tell('flushed', written.at(-1)?.turnId)
    },
    tellFlushes: () => {
      tellsFlushes = true
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    watch(listener) {
      watchers.add(listener)
      listener(output)
      return () => watchers.delete(listener)
    },
    become: (state) => {
      output = state
      for (const listener of [...watchers]) listener(state)
    },
    tell,
    written,
    get flushes() {
      return flushes
    },
    get listeners() {
      return listeners.size + watchers.size
    },
  }
}
