import { systemClock } from '../clock.ts'
import { InvalidOptionError, SpeakerUnavailableError, WorkletCrashedError } from '../errors.ts'
import { createListeners } from '../listeners.ts'
import { wireRate } from '../pcm16.ts'
import { createWrittenTurns, type AgentAudio, type PlaybackEvent } from '../playback.ts'
import {
  closeContext,
  followContext,
  heardAtMs,
  openAudioOutput,
  type OutputOptions,
  type OutputState,
  outputStateOf,
  retryContext,
} from './contexts.ts'
import type { PageMediaStream } from './opening.ts'
import { outputDeviceOf, setOutputDevice } from './output-device.ts'
import { createNodeTap, createSpectrumReader, fillSilent } from './sound-tap.ts'
import type { PlayerReport, PlayerRequest } from './turn-player.ts'

/** Options of a speaker. */
export interface SpeakerOptions extends OutputOptions {
  /**
   * Longest time that audio waits while the speaker does not run. What is older is dropped and reported as `refused`, with
   * its turn and its milliseconds, so that the speaker does not continue with old speech.
   *
   * @defaultValue 10 000 milliseconds
   */
  readonly maxWaitMs?: number
}

/** An open speaker. */
export interface WebSpeaker {
  /**
   * Adds a chunk of a turn, PCM16 at 24 kHz; it is copied. Turns play one after the other. While the speaker does not run,
   * it waits for `maxWaitMs`. What goes beyond five minutes, or waited longer, is reported as `refused`.
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
   * the device, in milliseconds of `performance.now()`: an event may be emitted a little before. It is never before the
   * audio was written, nor before an earlier event of its turn.
   */
  listen(listener: (event: PlaybackEvent) => void): () => void
  /**
   * Calls the listener at once with the state, and at each change; returns the function that removes it. A chosen device
   * that is gone is replaced by the default one: the listener is called then too, and `deviceId` is empty.
   */
  watch(listener: (state: OutputState) => void): () => void
  /**
   * Switches to another device, without an argument to the default of the system.
   *
   * @throws {SpeakerUnavailableError} with the `reason`: `unsupported` for another device in a browser that cannot choose.
   */
  switchTo(deviceId?: string): Promise<void>
  /** Flushes and closes the context. */
  close(): void
  /** Volume: 1 as written, 0 silent. @defaultValue 1 */
  volume: number
  readonly state: OutputState
  /** Device id of the output, as in `listDevices`; empty for the default device. */
  readonly deviceId: string
  /** Error of a speaker that is `lost` for good: its worklet threw an exception. Open another speaker. */
  readonly error: SpeakerUnavailableError | undefined
  /** Loudness of the last 40 ms in dBFS, before the volume: -Infinity in silence, and while it does not run. */
  readonly level: number
  /**
   * The agent's voice as it sounds, before the volume, as a stream for recorders, avatars and visualizers. It is created by
   * the first read, stays the same when the device is switched, and its track ends with `close`.
   */
  readonly stream: PageMediaStream
  /**
   * Fills the array with the spectrum that leaves the device at this moment, before the volume, as an AnalyserNode does:
   * bytes from 0 (-100 dB) to 255 (-30 dB), or floats in dB. At most 512 bins are filled. Returns the width of a bin in Hz;
   * 0, with a silent spectrum, while it does not run. It allocates nothing after the first call.
   */
  readSpectrum(bins: Uint8Array | Float32Array): number
}

/** A chunk that waits while the speaker does not run. */
interface WaitingChunk extends AgentAudio {
  readonly writtenAtMs: number
}

/** Longest time that a timer of a browser can wait. */
const maxTimerMs = 2 ** 31 - 1
const defaultMaxWaitMs = 10_000
/**
 * Checks a volume: 1 as sent, 0 silent, more amplifies.
 *
 * @throws {InvalidOptionError} when it is no number, negative or infinite
 */
export const assertVolume = (volume: number): void => {
  if (typeof volume !== 'number' || !(volume >= 0 && volume < Infinity))
    throw new InvalidOptionError('volume', volume, 'give a number from 0; 1 is as sent')
}

/** Time constant of a change of volume, which prevents a click, in seconds. */
const volumeSeconds = 0.01
/** Longest time that the fade after the last flush takes to leave the device, in milliseconds. */
const lastFadeMs = 50

const toMs = (samples: number): number => (samples / wireRate) * 1_000

/**
 * Opens a speaker: it plays turns through a jitter buffer at the rate of the device and reports what was heard of them.
 * Opened without a click or a key press it may have to wait for one; `watch` reports that, and audio written meanwhile
 * waits for `maxWaitMs`.
 *
 * @example
 * button.onclick = async () => {
 *   const speaker = await openSpeaker()
 *   speaker.listen(({ type, heardSamples }) => show(type, heardSamples))
 *   speaker.write({ turnId, pcm, isFinal: true })
 * }
 *
 * @throws {InvalidOptionError} for a `maxWaitMs` that is not a number from 0 on.
 * @throws {SpeakerUnavailableError} with the `reason`.
 * @throws {WorkletNotLoadedError} when the worklet file is not at its URL.
 */
export const openSpeaker = async (options: SpeakerOptions = {}): Promise<WebSpeaker> => {
  const { maxWaitMs = defaultMaxWaitMs } = options
  if (!(maxWaitMs >= 0))
    throw new InvalidOptionError('maxWaitMs', maxWaitMs, 'give a number of milliseconds from 0 on')
  const { context, node, volume } = await openAudioOutput(options)
  const { port } = node
  const tap = createNodeTap(context, node)
  const spectrum = createSpectrumReader(context, node)
  const events = createListeners<PlaybackEvent>(systemClock)
  const states = createListeners<OutputState>(systemClock)
  const turns = createWrittenTurns()
  let state = outputStateOf(context)
  let deviceId = outputDeviceOf(context)
  let epoch = 0
  let level = -Infinity
  let wantedVolume = 1
  let isOpen = true
  let error: SpeakerUnavailableError | undefined
  let waiting: WaitingChunk[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Time since which it does not run, until what it held then has waited for `maxWaitMs`. */
  let stoppedAtMs = state === 'running' ? Infinity : performance.now()

  const post = (request: PlayerRequest, transfer: Transferable[] = []): void =>
    port.postMessage(request, transfer)

  const emit = (event: PlaybackEvent, isOutdated = false): void =>
    events.emit(turns.follow(event, isOutdated))

  const emitRefused = (turnId: string, samples: number): void => {
    if (samples === 0) return
    const heardSamples = turns.heardSamples(turnId)
    emit({ type: 'refused', turnId, heardSamples, refusedMs: toMs(samples), atMs: performance.now() })
  }

  port.onmessage = ({ data }: MessageEvent<PlayerReport>) => {
    level = data.level
    const isOutdated = data.epoch !== epoch
    for (const { atSeconds, ...event } of data.events) {
      // Events from before the last flush are outdated, except the ends of turns.
      if (isOutdated && event.type !== 'drained' && event.type !== 'flushed') continue
      emit({ ...event, atMs: heardAtMs(context, atSeconds, performance.now()) }, isOutdated)
    }
  }

  const play = ({ turnId, pcm, isFinal, writtenAtMs }: WaitingChunk): void => {
    turns.wrote(turnId, pcm.length, writtenAtMs)
    post({ type: 'write', turnId, pcm, isFinal }, [pcm.buffer])
  }

  const flushPlayer = (): void => {
    turns.flush()
    post({ type: 'flush', epoch: ++epoch })
  }

  /** Drops what waits, and reports each of its turns that the player does not report. */
  const flushWaiting = (): void => {
    const held = new Set(turns.unfinished().map(({ turnId }) => turnId))
    const dropped = new Set(waiting.map(({ turnId }) => turnId).filter((turnId) => !held.has(turnId)))
    waiting = []
    for (const turnId of dropped)
      emit({ type: 'flushed', turnId, heardSamples: turns.heardSamples(turnId), atMs: performance.now() })
  }

  /** Drops what has waited too long, and calls itself again when the next chunk has. */
  const dropOld = (): void => {
    clearTimeout(timer)
    const oldestMs = performance.now() - maxWaitMs
    if (stoppedAtMs <= oldestMs) {
      stoppedAtMs = Infinity
      const held = turns.unfinished()
      for (const { turnId, unheardSamples } of held) emitRefused(turnId, unheardSamples)
      if (held.length > 0) flushPlayer()
    }
    const refused = new Map<string, number>()
    for (const { turnId, pcm, writtenAtMs } of waiting)
      if (writtenAtMs <= oldestMs) refused.set(turnId, (refused.get(turnId) ?? 0) + pcm.length)
    waiting = waiting.filter(({ writtenAtMs }) => writtenAtMs > oldestMs)
    for (const [turnId, samples] of refused) emitRefused(turnId, samples)
    const nextMs = Math.min(stoppedAtMs, waiting[0]?.writtenAtMs ?? Infinity) - oldestMs
    if (nextMs !== Infinity) timer = setTimeout(dropOld, Math.min(Math.ceil(nextMs), maxTimerMs))
  }

  const emitState = () => {
    const now = error === undefined ? outputStateOf(context) : 'lost'
    const isMoved = outputDeviceOf(context) !== deviceId
    deviceId = outputDeviceOf(context)
    if ((now === state && !isMoved) || context.state === 'closed') return
    if (state === 'running') stoppedAtMs = performance.now()
    state = now
    dropOld()
    if (now === 'running') {
      clearTimeout(timer)
      stoppedAtMs = Infinity
      for (const chunk of waiting) play(chunk)
      waiting = []
    }
    states.emit(now)
  }
  const unfollow = followContext(context, emitState)
  dropOld()

  const flushUnfinished = (): void => {
    flushWaiting()
    turns.flush()
    for (const { turnId, heardSamples } of turns.unfinished())
      emit({ type: 'flushed', turnId, heardSamples, atMs: performance.now() })
  }

  // The browser does not call this processor again: nothing more will be heard of this speaker.
  node.onprocessorerror = () => {
    error = new SpeakerUnavailableError('failed', new WorkletCrashedError())
    flushUnfinished()
    emitState()
  }

  const flush = (): void => {
    if (!isOpen) return
    flushWaiting()
    flushPlayer()
  }

  return {
    write: ({ turnId, pcm, isFinal }) => {
      if (!isOpen || turns.isRefused(turnId)) return
      if (error !== undefined) {
        emitRefused(turnId, pcm.length)
        return
      }
      // A copy: posting a part of a long array would copy all of it.
      const chunk = { turnId, pcm: pcm.slice(), isFinal, writtenAtMs: performance.now() }
      if (state === 'running') play(chunk)
      else {
        waiting.push(chunk)
        if (waiting.length === 1) dropOld()
      }
    },
    flush,
    cancel: () => {
      turns.refuseAll(waiting.map(({ turnId }) => turnId))
      flush()
    },
    listen: events.add,
    watch: (listener) => {
      const unsubscribe = states.add(listener)
      listener(state)
      return unsubscribe
    },
    switchTo: async (nextId = '') => {
      await setOutputDevice(context, nextId)
      deviceId = outputDeviceOf(context)
      if (state !== 'running') retryContext(context)
    },
    close: () => {
      if (!isOpen) return
      flush()
      isOpen = false
      clearTimeout(timer)
      port.onmessage = null
      node.onprocessorerror = null
      unfollow()
      flushUnfinished()
      events.clear()
      states.clear()
      tap.close()
      if (context.state === 'running') setTimeout(() => closeContext(context), lastFadeMs)
      else closeContext(context)
    },
    get volume() {
      return wantedVolume
    },
    set volume(value) {
      assertVolume(value)
      wantedVolume = value
      volume.setTargetAtTime(value, context.currentTime, volumeSeconds)
    },
    get state() {
      return state
    },
    get deviceId() {
      return deviceId
    },
    get error() {
      return error
    },
    get stream() {
      return tap.stream
    },
    readSpectrum: (bins) => (isOpen && context.state === 'running' ? spectrum.read(bins) : fillSilent(bins)),
    get level() {
      return isOpen && state === 'running' && context.state === 'running' ? level : -Infinity
    },
  }
}
