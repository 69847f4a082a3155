import { systemClock } from '../clock.ts'
import { SpeakerUnavailableError, WorkletCrashedError } from '../errors.ts'
import { createListeners } from '../listeners.ts'
import type { AgentAudio, PlaybackEvent } from '../playback.ts'
import {
  closeContext,
  followContext,
  type OutputState,
  outputStateOf,
  startContext,
  takeContext,
} from './contexts.ts'
import { wireRate } from './frame-recorder.ts'
import {
  createCleanup,
  defaultWorkletUrl,
  openWorklet,
  type StopSignal,
  toSpeakerError,
  type WorkletUrl,
} from './opening.ts'
import type { PlayerReport, PlayerRequest } from './turn-player.ts'

/** Options of a speaker. */
export interface SpeakerOptions {
  /** Device id of `listDevices`. @defaultValue the default device of the system */
  readonly deviceId?: string
  /**
   * URL of `@vatel/audio/worklets/voice.js`.
   *
   * @defaultValue beside the module, where bundlers put it
   */
  readonly workletUrl?: WorkletUrl
  /** Aborts the opening, at any stage of it. It does not close an open speaker. */
  readonly signal?: StopSignal
}

/** Output of a speaker: the context, the node of its worklet, and the volume behind it. */
export interface AudioOutput {
  readonly context: AudioContext
  readonly node: AudioWorkletNode
  readonly volume: AudioParam
}

/** `setSinkId` does not exist in every browser, and so is missing in the types. */
type SinkContext = AudioContext & { readonly setSinkId?: (deviceId: string) => Promise<void> }

/** Sends the sound of a context to a device. @throws {SpeakerUnavailableError} */
export const setOutputDevice = async (context: SinkContext, deviceId: string): Promise<void> => {
  if (context.setSinkId === undefined) throw new SpeakerUnavailableError('unsupported')
  try {
    await context.setSinkId(deviceId)
  } catch (error) {
    throw toSpeakerError(error)
  }
}

/**
 * Converts a context time to the time at which it leaves the device, in milliseconds of `performance.now()`: by the output
 * timestamp of the device, else by its announced latency.
 */
export const heardAtMs = (
  context: Pick<AudioContext, 'getOutputTimestamp' | 'currentTime' | 'outputLatency'>,
  contextSeconds: number,
  nowMs: number,
): number => {
  const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp()
  if (performanceTime > 0) return performanceTime + (contextSeconds - contextTime) * 1_000
  const latencySeconds = Number.isFinite(context.outputLatency) ? context.outputLatency : 0
  return nowMs + (contextSeconds - context.currentTime + latencySeconds) * 1_000
}

/**
 * Opens the output of a speaker. Everything opened is closed again when it fails, or is aborted.
 *
 * @throws {SpeakerUnavailableError}
 * @throws {WorkletNotLoadedError}
 */
export const openAudioOutput = async (options: SpeakerOptions): Promise<AudioOutput> => {
  const { deviceId, workletUrl = defaultWorkletUrl(), signal } = options
  const cleanup = createCleanup()
  const throwIfAborted = () => {
    if (signal?.aborted === true) throw new SpeakerUnavailableError('aborted', signal.reason)
  }
  try {
    throwIfAborted()
    if (!('AudioWorkletNode' in globalThis)) throw new SpeakerUnavailableError('unsupported')
    const context = takeContext()
    cleanup.add(() => closeContext(context))
    const running = startContext(context)
    if (deviceId !== undefined) await setOutputDevice(context, deviceId)
    const node = await openWorklet(context, 'vatel-player', workletUrl)
    const gain = context.createGain()
    node.connect(gain).connect(context.destination)
    await running
    throwIfAborted()
    return { context, node, volume: gain.gain }
  } catch (error) {
    cleanup.run()
    throw toSpeakerError(error)
  }
}

/** An open speaker. */
export interface WebSpeaker {
  /**
   * Adds a chunk of a turn, PCM16 at 24 kHz; it is copied. Turns play one after the other. What goes beyond five minutes is
   * reported as `refused`.
   */
  write(audio: AgentAudio): void
  /**
   * Is silent within one render quantum, with a fade of its length, and drops what was written. Audio written later plays,
   * also of a turn written before: the playback tracker of `@vatel/core` decides which late audio may be written.
   */
  flush(): void
  /** Flushes, and refuses later audio of every turn written so far: for programs without a playback tracker. */
  cancel(): void
  /**
   * Adds a listener of playback events; returns the function that removes it. `atMs` is the time at which the sound leaves
   * the device, in milliseconds of `performance.now()`: an event may be emitted a little before.
   */
  listen(listener: (event: PlaybackEvent) => void): () => void
  /** Calls the listener at once with the state, and at each change; returns the function that removes it. */
  watch(listener: (state: OutputState) => void): () => void
  /**
   * Switches to another device, without an argument to the default of the system.
   *
   * @throws {SpeakerUnavailableError} with the `reason`: `unsupported` in a browser that cannot choose.
   */
  switchTo(deviceId?: string): Promise<void>
  /** Flushes and closes the context. */
  close(): void
  /** Volume: 1 as written, 0 silent. @defaultValue 1 */
  volume: number
  readonly state: OutputState
  /** Error of a speaker that is `lost` for good: its worklet threw an exception. Open another speaker. */
  readonly error: SpeakerUnavailableError | undefined
  /** Loudness of the last 40 ms in dBFS, before the volume: -Infinity in silence, and while it does not run. */
  readonly level: number
}

/** Turns that were written: those not heard to their end, and those of which later audio is refused. */
export interface WrittenTurns {
  readonly wrote: (turnId: string) => void
  readonly heard: (event: Pick<PlaybackEvent, 'type' | 'turnId' | 'heardSamples'>) => void
  /** Refuses later audio of every turn written so far. */
  readonly refuseAll: () => void
  readonly isRefused: (turnId: string) => boolean
  /** Turns not heard to their end, with the number of samples heard. */
  readonly unfinished: () => readonly Pick<PlaybackEvent, 'turnId' | 'heardSamples'>[]
}

const rememberedTurns = 1_000

/** Creates an empty record of turns. */
export const createWrittenTurns = (): WrittenTurns => {
  const unfinished = new Map<string, number>()
  const written = new Set<string>()
  const refused = new Set<string>()

  const forgetOldest = (ids: Set<string>): void => {
    const [oldest] = ids
    if (ids.size > rememberedTurns && oldest !== undefined) ids.delete(oldest)
  }

  return {
    wrote: (turnId) => {
      unfinished.set(turnId, unfinished.get(turnId) ?? 0)
      written.add(turnId)
      forgetOldest(written)
    },
    heard: ({ type, turnId, heardSamples }) => {
      if (type === 'drained' || type === 'flushed') unfinished.delete(turnId)
      else unfinished.set(turnId, heardSamples)
    },
    refuseAll: () => {
      for (const turnId of written) {
        refused.add(turnId)
        forgetOldest(refused)
      }
      written.clear()
    },
    isRefused: (turnId) => refused.has(turnId),
    unfinished: () => [...unfinished].map(([turnId, heardSamples]) => ({ turnId, heardSamples })),
  }
}

/** Time constant of a change of volume, which prevents a click, in seconds. */
const volumeSeconds = 0.01
/** Longest time that the fade after the last flush takes to leave the device, in milliseconds. */
const lastFadeMs = 50

/**
 * Opens a speaker: it plays turns through a jitter buffer at the rate of the device and reports what was heard of them.
 * Opened without a click or a key press it may have to wait for one; `watch` reports that, and audio written meanwhile
 * waits.
 *
 * @throws {SpeakerUnavailableError} with the `reason`.
 * @throws {WorkletNotLoadedError} when the worklet file is not at its URL.
 */
export const openSpeaker = async (options: SpeakerOptions = {}): Promise<WebSpeaker> => {
  const { context, node, volume } = await openAudioOutput(options)
  const { port } = node
  const events = createListeners<PlaybackEvent>(systemClock)
  const states = createListeners<OutputState>(systemClock)
  const turns = createWrittenTurns()
  let state = outputStateOf(context)
  let epoch = 0
  let level = -Infinity
  let wantedVolume = 1
  let isOpen = true
  let error: SpeakerUnavailableError | undefined

  const post = (request: PlayerRequest, transfer: Transferable[] = []): void =>
    port.postMessage(request, transfer)

  port.onmessage = ({ data }: MessageEvent<PlayerReport>) => {
    level = data.level
    for (const { atSeconds, ...event } of data.events) {
      // Events from before the last flush are outdated, except the ends of turns.
      if (data.epoch !== epoch && event.type !== 'drained' && event.type !== 'flushed') continue
      turns.heard(event)
      events.emit({ ...event, atMs: heardAtMs(context, atSeconds, performance.now()) })
    }
  }

  const emitState = () => {
    const now = error === undefined ? outputStateOf(context) : 'lost'
    if (now === state || context.state === 'closed') return
    state = now
    states.emit(now)
  }
  const unfollow = followContext(context, emitState)

  const flushUnfinished = (): void => {
    const atMs = performance.now()
    for (const heard of turns.unfinished()) {
      const event = { type: 'flushed', ...heard, atMs } as const
      turns.heard(event)
      events.emit(event)
    }
  }

  // The browser does not call this processor again: nothing more will be heard of this speaker.
  node.onprocessorerror = () => {
    error = new SpeakerUnavailableError('failed', new WorkletCrashedError())
    emitState()
    flushUnfinished()
  }

  const flush = (): void => {
    if (isOpen) post({ type: 'flush', epoch: ++epoch })
  }

  return {
    write: ({ turnId, pcm, isFinal }) => {
      if (!isOpen || turns.isRefused(turnId)) return
      if (error !== undefined) {
        const refusedMs = (pcm.length / wireRate) * 1_000
        events.emit({ type: 'refused', turnId, heardSamples: 0, refusedMs, atMs: performance.now() })
        return
      }
      turns.wrote(turnId)
      // A copy: posting a part of a long array would copy all of it.
      const copy = pcm.slice()
      post({ type: 'write', turnId, pcm: copy, isFinal }, [copy.buffer])
    },
    flush,
    cancel: () => {
      turns.refuseAll()
      flush()
    },
    listen: events.add,
    watch: (listener) => {
      const leave = states.add(listener)
      listener(state)
      return leave
    },
    switchTo: (deviceId = '') => setOutputDevice(context, deviceId),
    close: () => {
      if (!isOpen) return
      flush()
      isOpen = false
      port.onmessage = null
      node.onprocessorerror = null
      unfollow()
      flushUnfinished()
      events.clear()
      states.clear()
      if (context.state === 'running') setTimeout(() => closeContext(context), lastFadeMs)
      else closeContext(context)
    },
    get volume() {
      return wantedVolume
    },
    set volume(value) {
      wantedVolume = value
      volume.setTargetAtTime(value, context.currentTime, volumeSeconds)
    },
    get state() {
      return state
    },
    get error() {
      return error
    },
    get level() {
      return isOpen && state === 'running' ? level : -Infinity
    },
  }
}
