import { createVirtualSpeaker, type VirtualSpeaker } from '@vatel/audio'
import type {
  AudioDevices,
  CapturedFrame,
  MicrophoneOptions,
  MicrophoneProcessing,
  MicrophoneState,
  OutputState,
  SpeakerOptions,
  WebMicrophone,
  WebSpeaker,
} from '@vatel/audio/web'
import type { Clock } from '@vatel/core'
import type { VoiceDevices } from '../src/voice-devices.ts'

/** A value that listeners follow. */
const createState = <T>(first: T) => {
  const listeners = new Set<(value: T) => void>()
  let value = first
  return {
    get value() {
      return value
    },
    get size() {
      return listeners.size
    },
    set: (next: T) => {
      value = next
      for (const listener of [...listeners]) listener(next)
    },
    watch: (listener: (value: T) => void) => {
      listeners.add(listener)
      listener(value)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

/** The stream of a device, which only a page has. */
const streamOfPage = (): MediaStream => {
  throw new Error('a stream needs a page')
}

/** A microphone that a test speaks into. */
export interface TestMicrophone extends WebMicrophone {
  capture(pcm: Int16Array): void
  become(state: MicrophoneState): void
  readonly isClosed: boolean
  /** Processing of each switch. */
  readonly processings: MicrophoneProcessing[]
}

/** Creates an open microphone. */
export const createTestMicrophone = (deviceId = ''): TestMicrophone => {
  const state = createState<MicrophoneState>('live')
  const listeners = new Set<(frame: CapturedFrame) => void>()
  let isClosed = false
  let current = deviceId
  let attempts = 0
  const processings: MicrophoneProcessing[] = []
  return {
    processings,
    listen: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    watch: state.watch,
    mute: () => undefined,
    unmute: () => Promise.resolve(),
    switchTo: async (next = '', processing = {}) => {
      if (next === 'broken') throw new Error('no such microphone')
      const attempt = ++attempts
      await Promise.resolve()
      // A real one aborts a switch that is followed by another.
      if (attempt !== attempts) throw new Error('aborted')
      processings.push(processing)
      current = next
    },
    close: () => {
      isClosed = true
    },
    get state() {
      return state.value
    },
    error: undefined,
    level: -20,
    get stream() {
      return streamOfPage()
    },
    readSpectrum: () => 0,
    get deviceId() {
      return current
    },
    capture: (pcm) => {
      for (const listener of [...listeners]) listener({ pcm, atMs: 0 })
    },
    become: state.set,
    get isClosed() {
      return isClosed
    },
  }
}

/** A speaker that plays in the time of a clock, and whose output a test controls. */
export interface TestSpeaker extends WebSpeaker {
  become(state: OutputState): void
  readonly isClosed: boolean
}

/** Creates an open speaker. */
export const createTestSpeaker = (clock: Clock, deviceId = ''): TestSpeaker => {
  let current = deviceId
  const state = createState<OutputState>('running')
  const speaker: VirtualSpeaker = createVirtualSpeaker({ clock })
  let isClosed = false
  return {
    write: (audio) => speaker.write(audio),
    flush: () => speaker.flush(),
    cancel: () => speaker.flush(),
    listen: (listener) => speaker.listen(listener),
    watch: state.watch,
    switchTo: (next = '') => {
      current = next
      return Promise.resolve()
    },
    close: () => {
      isClosed = true
      speaker.close()
    },
    volume: 1,
    get state() {
      return state.value
    },
    get deviceId() {
      return current
    },
    error: undefined,
    get level() {
      return speaker.level
    },
    get stream() {
      return streamOfPage()
    },
    readSpectrum: () => 0,
    become: state.set,
    get isClosed() {
      return isClosed
    },
  }
}

/** Devices of a test, in the order in which they were opened. */
export interface TestDevices extends VoiceDevices {
  readonly microphones: TestMicrophone[]
  readonly speakers: TestSpeaker[]
  /** Ids of the devices that cannot be opened, because they are not connected. */
  readonly unplugged: Set<string>
  /** Names of the functions that were called. */
  readonly calls: string[]
  /** The options that each kind of device was opened with last. */
  readonly given: { microphone?: MicrophoneOptions; speaker?: SpeakerOptions }
  readonly watchers: number
  /** Answers the prompt for the microphone, or lets the opening go on. */
  answer: { open(): void; refuse(error: Error): void } | undefined
  change(devices: AudioDevices): void
}

/** Creates devices. `held` keeps every microphone from opening until the test answers; `asks` says that the user is asked. */
export const createTestDevices = (clock: Clock, { held = false, asks = false } = {}): TestDevices => {
  const list = createState<AudioDevices>({ microphones: [], speakers: [] })
  const isOpen = (device: { readonly isClosed: boolean }) => !device.isClosed
  const devices: TestDevices = {
    microphones: [],
    speakers: [],
    unplugged: new Set(),
    calls: [],
    given: {},
    answer: undefined,
    get watchers() {
      return list.size
    },
    unlockAudio: () => devices.calls.push('unlockAudio'),
    willAskForMicrophone: () => Promise.resolve(asks),
    openMicrophone: async (options) => {
      const { deviceId } = options
      devices.given.microphone = options
      devices.calls.push('openMicrophone')
      if (deviceId !== undefined && devices.unplugged.has(deviceId))
        throw Object.assign(new Error('unplugged'), { reason: 'not-found' })
      if (held)
        await new Promise<void>((resolve, reject) => {
          devices.answer = { open: resolve, refuse: reject }
        })
      const microphone = createTestMicrophone(deviceId)
      devices.microphones.push(microphone)
      return microphone
    },
    openSpeaker: (options) => {
      const { deviceId } = options
      devices.given.speaker = options
      devices.calls.push('openSpeaker')
      if (deviceId !== undefined && devices.unplugged.has(deviceId))
        return Promise.reject(Object.assign(new Error('unplugged'), { reason: 'not-found' }))
      const speaker = createTestSpeaker(clock, deviceId)
      devices.speakers.push(speaker)
      return Promise.resolve(speaker)
    },
    listDevices: () => Promise.resolve(list.value),
    watchDevices: (listener) => list.watch(listener),
    change: list.set,
  }
  return Object.assign(devices, {
    openCount: () => [...devices.microphones, ...devices.speakers].filter(isOpen).length,
  })
}
