import type { AudioDevices } from '@vatel/audio/web'
import { createEmitter, systemClock, type Clock, type Tools, type VatelError } from '@vatel/core'
import { callMachine, type CallCommand, type ConnectContext } from '@vatel/machine'
import { createActor, type InspectionEvent } from 'xstate'
import type { VoiceAudioOptions, VoiceProcessing } from './audio-options.ts'
import { checkOptions } from './check-options.ts'
import { createMeters, type Meters } from './meters.ts'
import { followPage } from './page.ts'
import { choosable, snapshotOf, type VoiceCallSnapshot } from './snapshot.ts'
import { setUpFaultOf, tellDevelopers } from './developer-console.ts'
import { createSound, type VoiceStreams } from './sound.ts'
import { openConnection, type TokenSource, type VoiceCallParameters } from './token.ts'
import { isGestureNeeded } from './user-texts.ts'
import { browserDevices, type VoiceDevices } from './voice-devices.ts'

/** Options of a voice call. They are read at each `start`. */
export interface VoiceCallOptions {
  /** The source of session tokens: an address of your server, a function, or a simulator. Never an API key. */
  readonly token: TokenSource
  /** The tools that the agent may call; `tool` of `@vatel/core` makes one. @defaultValue none: each call of a tool is answered with an error */
  readonly tools?: Tools
  /** True to send silence until `pressToTalk`. @defaultValue `false` */
  readonly pushToTalk?: boolean
  /**
   * Processing of the microphone; the URL of the worklet where no bundler puts it; and `maxWaitMs`, the longest time that the
   * agent's speech waits while the browser keeps the page silent.
   *
   * @defaultValue that of `@vatel/audio/web`; 10 000 ms
   */
  readonly audio?: VoiceAudioOptions
  /** The address of the platform. @defaultValue `https://api.vatel.ai` */
  readonly baseUrl?: string
  /** Functions that replace the devices of the browser. @defaultValue those of `@vatel/audio/web` */
  readonly devices?: Partial<VoiceDevices>
  /** Requests tokens from an address. @defaultValue `fetch` of the page */
  readonly fetch?: typeof fetch
  /** Measures the time. @defaultValue the system's clock */
  readonly clock?: Clock
  /** Receives the events and snapshots of the statechart, for developer tools; `inspect` of XState. Read once. */
  readonly inspect?: (event: InspectionEvent) => void
}

/**
 * A voice call in a page. Every method can be passed on by itself (`onclick = call.toggle`), and does nothing where it has
 * no effect: `can` of the snapshot says where it has one.
 */
export interface VoiceCall {
  /** Begins a call. Call it in the handler of a click: browsers let a page sound only after one. */
  readonly start: (parameters?: VoiceCallParameters) => void
  /** Ends the call, or the attempt. */
  readonly stop: () => void
  /**
   * Begins a call, or ends the one there is. Takes the parameters of `start`; an event of a button counts as none, and the
   * second click of a double click as nothing.
   */
  readonly toggle: (parameters?: VoiceCallParameters | object) => void
  /** Sends silence in place of the user's voice. */
  readonly mute: () => void
  readonly unmute: () => void
  /** Silences the agent. */
  readonly interrupt: () => void
  /** Puts the call on hold both ways. */
  readonly pause: () => void
  readonly resume: () => void
  /** Lets a tool run that waits for approval. */
  readonly approve: (toolCallId: string) => void
  /** Refuses a tool that waits for approval; the agent gets the outcome. */
  readonly decline: (toolCallId: string) => void
  /** Sends the user's voice, beginning with the 200 ms before; needs the option `pushToTalk`. */
  readonly pressToTalk: () => void
  readonly releaseToTalk: () => void
  /**
   * Chooses a microphone, for this call and later ones; '' is the default.
   *
   * @throws {MicrophoneUnavailableError} (as a rejection) when it cannot be opened; the one before it stays in use.
   */
  readonly setMicrophone: (deviceId: string) => Promise<void>
  /**
   * Chooses a speaker, for this call and later ones; '' is the default.
   *
   * @throws {SpeakerUnavailableError} (as a rejection) when it cannot be used; the one before it stays in use.
   */
  readonly setSpeaker: (deviceId: string) => Promise<void>
  /**
   * Turns echo cancellation or noise suppression on or off, for this call and later ones. What is not given stays as it is.
   * In a call the microphone is opened anew, and the one before it is captured until then.
   *
   * @throws {MicrophoneUnavailableError} (as a rejection) when it cannot be opened; the processing before it stays in use.
   *
   * @example
   * await call.setProcessing({ noiseSuppression: false })
   */
  readonly setProcessing: (change: Partial<VoiceProcessing>) => Promise<void>
  /**
   * Volume of the agent: 1 as sent, 0 silent.
   *
   * @throws {InvalidOptionError} when it is set to what is no number from 0 on
   */
  volume: number
  /** Loudness and spectrum of user and agent, at the rate of the screen. */
  readonly meters: Meters
  /** The voices as streams, for recorders, avatars and visualizers. */
  readonly streams: VoiceStreams
  /** Returns the snapshot of this moment: the same object until something changes. */
  readonly getSnapshot: () => VoiceCallSnapshot
  /** Calls the listener at once with the snapshot, and at each change; returns the function that stops it. */
  readonly subscribe: (listener: (snapshot: VoiceCallSnapshot) => void) => () => void
}

/** The parts of a start run side by side, and each has a limit of its own: this is the last one. In milliseconds. */
const connectTimeoutMs = 60_000

const noDevices: AudioDevices = { microphones: [], speakers: [] }

/** An event of the DOM or of a framework, which a button passes to its handler. */
const isEvent = (value: object): boolean => 'preventDefault' in value

/** The second click of a double click: who clicks twice on a button that says "Talk" does not want to hang up. */
const isRepeatedClick = (value: object): boolean =>
  isEvent(value) && Number((value as Partial<UIEvent>).detail) > 1

interface SnapshotEvents {
  readonly snapshot: VoiceCallSnapshot
}

/** Creates a voice call whose options are read at each start, as a framework renders them. */
export const createVoiceCallOf = (readOptions: () => VoiceCallOptions): VoiceCall => {
  const first = checkOptions(readOptions())
  const { clock = systemClock } = first
  const devices: VoiceDevices = { ...browserDevices, ...first.devices }
  const emitter = createEmitter<SnapshotEvents>()
  let list = noDevices
  let invalidMessage: VatelError | undefined
  let leavePage = (): void => undefined
  let unwatchDevices: (() => void) | undefined

  const isMuted = () => actor.getSnapshot().hasTag('can-unmute')
  const sound = createSound(devices, () => refresh(), first.audio)
  const { meters, ...metering } = createMeters({
    userDbfs: () => (snapshot.microphone.isTalking ? sound.userDbfs : -Infinity),
    agentDbfs: () => sound.agentDbfs,
    readSpectrum: sound.readSpectrum,
    nowMs: () => clock.performance.now(),
  })

  /** Opens both devices in the task of the click, and the connection beside them unless the user is going to be asked. */
  const openMicrophone = async () => {
    const { audio = {}, pushToTalk = false } = readOptions()
    const { microphone, microphoneOpened } = sound.open({ audio, pushToTalk, isMuted })
    if (await devices.willAskForMicrophone()) await microphoneOpened
    return microphone
  }
  const connect = async ({ signal, parameters }: ConnectContext) => {
    const { token, baseUrl, fetch = globalThis.fetch } = readOptions()
    const connecting = openConnection(token, parameters, { signal, clock, baseUrl, fetch })
    const started = connecting.then((connection) => connection.started)
    try {
      await Promise.all([started, sound.current?.microphoneOpened, sound.current?.speakerOpened])
      return await connecting
    } catch (error) {
      connecting.then(
        (connection) => connection.close(),
        () => undefined,
      )
      throw error
    }
  }
  const actor = createActor(callMachine, {
    clock,
    ...(first.inspect !== undefined && { inspect: first.inspect }),
    input: {
      connect,
      connectTimeoutMs,
      microphone: openMicrophone,
      speaker: sound.speaker,
      clock,
      // Without tools each call is answered: there is no such tool.
      get tools() {
        return readOptions().tools ?? {}
      },
    },
  })
  let snapshot = snapshotOf({ call: actor.getSnapshot(), sound, devices: list, invalidMessage })

  const refresh = () => {
    const next = snapshotOf({ call: actor.getSnapshot(), sound, devices: list, invalidMessage }, snapshot)
    if (next === snapshot) return
    snapshot = next
    sound.setTalking(next.microphone.isTalking)
    emitter.emit('snapshot', next)
  }
  const showDevices = (all: AudioDevices) => {
    list = choosable(all)
    refresh()
  }
  const listDevices = () => {
    devices.listDevices().then(showDevices, () => undefined)
  }
  actor.subscribe(refresh)
  actor.on('call.error', ({ error }) => {
    if (error._tag === 'InvalidMessageError') invalidMessage = error
    refresh()
  })
  actor.on('call.ended', () => {
    leavePage()
    metering.stop()
    sound.close()
    refresh()
    const fault = snapshot.end && setUpFaultOf(snapshot.end.reason, readOptions().token)
    if (fault) tellDevelopers('error', fault)
  })

  const send = (command: CallCommand) => {
    // Before the first call there is nothing to command, and on a server no actor runs.
    if (command.type === 'call') actor.start()
    if (snapshot.phase !== 'idle' || command.type === 'call') actor.send(command)
  }
  const stop = () => send({ type: 'hangUp' })
  const onGesture = () => {
    // The machine reports a gesture that is needed in a session only.
    if (snapshot.phase === 'connecting' || isGestureNeeded(snapshot.problems)) devices.unlockAudio()
  }
  const start = (parameters: VoiceCallParameters = {}) => {
    if (!snapshot.can.start) return
    checkOptions(readOptions())
    invalidMessage = undefined
    leavePage = followPage({ onLeave: stop, onGesture })
    metering.start()
    send({ type: 'call', parameters })
    sound.current?.microphoneOpened.then(listDevices, () => undefined)
  }
  const begin = (given: object = {}) => start(isEvent(given) ? {} : (given as VoiceCallParameters))

  return {
    start: begin,
    stop,
    toggle: (parameters = {}) => {
      if (isRepeatedClick(parameters)) return
      if (snapshot.can.stop) stop()
      else begin(parameters)
    },
    mute: () => send({ type: 'mute' }),
    unmute: () => send({ type: 'unmute' }),
    interrupt: () => send({ type: 'interrupt' }),
    pause: () => send({ type: 'pause' }),
    resume: () => send({ type: 'resume' }),
    approve: (toolCallId) => send({ type: 'approve', toolCallId }),
    decline: (toolCallId) => send({ type: 'decline', toolCallId }),
    pressToTalk: () => {
      sound.current?.microphone.press()
      refresh()
    },
    releaseToTalk: () => {
      sound.current?.microphone.release()
      refresh()
    },
    setMicrophone: sound.setMicrophone,
    setSpeaker: sound.setSpeaker,
    setProcessing: sound.setProcessing,
    get volume() {
      return sound.volume
    },
    set volume(volume) {
      sound.volume = volume
    },
    meters,
    streams: sound.streams,
    getSnapshot: () => snapshot,
    subscribe: (listener) => {
      if (unwatchDevices === undefined) {
        unwatchDevices = devices.watchDevices(showDevices)
        listDevices()
      }
      const remove = emitter.on('snapshot', listener)
      const first = createEmitter<SnapshotEvents>()
      first.on('snapshot', listener)
      first.emit('snapshot', snapshot)
      return () => {
        remove()
        if (emitter.has('snapshot')) return
        unwatchDevices?.()
        unwatchDevices = undefined
      }
    },
  }
}

/**
 * Creates a voice call. Nothing happens before `start`: no device, no request, no listener; it also runs on a server.
 *
 * @throws {InvalidArgumentError} when `token` is no source of tokens, such as an API key, or `baseUrl` no address; in
 * JavaScript also for a misspelt option, and for a tool that `tool` of `@vatel/core` has not made. `start` checks the options
 * of a framework again.
 *
 * @example
 * const call = createVoiceCall({ token: '/api/session-token' })
 * button.onclick = () => call.toggle()
 * call.subscribe(({ phase, transcript }) => render(phase, transcript))
 */
export const createVoiceCall = (options: VoiceCallOptions): VoiceCall => createVoiceCallOf(() => options)
