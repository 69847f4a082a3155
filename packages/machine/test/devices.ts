import type {
  AgentAudio,
  Microphone,
  MicrophoneFrame,
  MicrophoneState,
  OutputState,
  PlaybackEvent,
  Speaker,
} from '@vatel/core'

/** A microphone of a test. */
export interface TestMicrophone extends Microphone {
  /** Passes a frame to the listeners. */
  capture(pcm: Int16Array): void
  /** Makes `close` throw from now on. */
  failToClose(error: Error): void
  /** Reports a state of the device, with the error of a lost one. */
  setState(state: MicrophoneState, error?: unknown): void
  readonly state: 'open' | 'listened' | 'closed'
  /** Number of listeners of frames and of states. */
  readonly listeners: number
}

/** Creates an open microphone. */
export const testMicrophone = (): TestMicrophone => {
  let state: TestMicrophone['state'] = 'open'
  let broken: Error | undefined
  const listeners = new Set<(frame: MicrophoneFrame) => void>()
  const watchers = new Set<(state: MicrophoneState) => void>()
  let device: MicrophoneState = 'live'
  let lost: unknown
  return {
    listen(listener) {
      state = 'listened'
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    watch(listener) {
      watchers.add(listener)
      listener(device)
      return () => watchers.delete(listener)
    },
    setState: (next, error) => {
      device = next
      lost = error
      for (const listener of [...watchers]) listener(next)
    },
    get error() {
      return lost
    },
    get listeners() {
      return listeners.size + watchers.size
    },
    close() {
      if (broken !== undefined) throw broken
      state = 'closed'
    },
    failToClose: (error) => {
      broken = error
    },
    capture: (pcm) => {
      for (const listener of listeners) listener({ pcm, atMs: 0 })
    },
    get state() {
      return state
    },
  }
}

/** A speaker whose events a test reports. */
export interface TestSpeaker extends Speaker {
  report(type: PlaybackEvent['type'], turnId?: string, heardSamples?: number, afterMs?: number): void
  /** Makes `write` throw from now on. */
  fail(error: Error): void
  /** Makes `flush` report `flushed` from now on; otherwise a test reports it. */
  reportFlushes(): void
  /** Changes the state of the output. */
  setOutput(state: OutputState, error?: unknown): void
  /** Reports that audio was refused. */
  refuse(turnId: string, refusedMs: number): void
  readonly written: readonly AgentAudio[]
  readonly flushes: number
  /** Number of listeners, those of the output included. */
  readonly listeners: number
}

/** Creates a silent speaker. */
export const testSpeaker = (first: OutputState = 'running'): TestSpeaker => {
  const watchers = new Set<(state: OutputState) => void>()
  let output = first
  let lost: unknown
  const listeners = new Set<(event: PlaybackEvent) => void>()
  const written: AgentAudio[] = []
  let flushes = 0
  let broken: Error | undefined
  let reportsFlushes = false
  let atMs = 0
  const report: TestSpeaker['report'] = (type, turnId = 'turn-1', heardSamples = 0, afterMs = 1_000) => {
    atMs += afterMs
    for (const listener of [...listeners]) listener({ type, turnId, heardSamples, atMs })
  }
  return {
    write: (audio) => {
      if (broken !== undefined) throw broken
      written.push(audio)
    },
    fail: (error) => {
      broken = error
    },
    flush: () => {
      flushes += 1
      if (reportsFlushes) report('flushed', written.at(-1)?.turnId)
    },
    reportFlushes: () => {
      reportsFlushes = true
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
    setOutput: (state, error) => {
      output = state
      lost = error
      for (const listener of [...watchers]) listener(state)
    },
    get error() {
      return lost
    },
    refuse: (turnId, refusedMs) => {
      for (const listener of [...listeners])
        listener({ type: 'refused', turnId, heardSamples: 0, refusedMs, atMs })
    },
    report,
    written,
    get flushes() {
      return flushes
    },
    get listeners() {
      return listeners.size + watchers.size
    },
  }
}
