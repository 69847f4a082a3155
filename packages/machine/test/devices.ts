import type { AgentAudio, Microphone, MicrophoneFrame, PlayoutEvent, Speaker } from '@vatel/core'

/** A microphone that a test speaks into. */
export interface TestMicrophone extends Microphone {
  hear(pcm: Int16Array): void
  readonly state: 'open' | 'listened' | 'closed'
}

/** Makes an open microphone. */
export const testMicrophone = (): TestMicrophone => {
  let state: TestMicrophone['state'] = 'open'
  const listeners = new Set<(frame: MicrophoneFrame) => void>()
  return {
    listen(listener) {
      state = 'listened'
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      state = 'closed'
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
  tell(type: PlayoutEvent['type'], turnId?: string, heardSamples?: number): void
  readonly written: readonly AgentAudio[]
  readonly flushes: number
  readonly listeners: number
}

/** Makes a silent speaker. */
export const testSpeaker = (): TestSpeaker => {
  const listeners = new Set<(event: PlayoutEvent) => void>()
  const written: AgentAudio[] = []
  let flushes = 0
  let atMs = 0
  return {
    write: (audio) => written.push(audio),
    flush: () => {
      flushes += 1
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: (type, turnId = 'turn-1', heardSamples = 0) => {
      atMs += 1_000
      for (const listener of [...listeners]) listener({ type, turnId, heardSamples, atMs })
    },
    written,
    get flushes() {
      return flushes
    },
    get listeners() {
      return listeners.size
    },
  }
}
