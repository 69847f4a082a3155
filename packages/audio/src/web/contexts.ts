import { SpeakerUnavailableError } from '../errors.ts'
import { isOutputDeviceMissing, leaveOutputDevice, setOutputDevice } from './output-device.ts'
import {
  createCleanup,
  defaultWorkletUrl,
  openWorklet,
  throwIfCrashed,
  toSpeakerError,
  type StopSignal,
  type WorkletUrl,
} from './opening.ts'

/**
 * State of the sound output of a page. `needs-gesture`: the browser waits for a click or a key press, whose handler has to
 * call `unlockAudio`. `interrupted`: the system holds the output, for example during a phone call. `lost`: the output
 * device is gone or does not start; another attempt follows when devices change or the page is shown again. Audio written
 * meanwhile waits.
 */
export type OutputState = 'running' | 'needs-gesture' | 'interrupted' | 'lost'

/** An open context: the reason for which it does not run, and the listener of its changes. */
interface OpenContext {
  /** Number of attempts to start it that have not ended. */
  attempts: number
  /** True after an error of its device, until it runs again. */
  hasFailed: boolean
  /** True when its device has failed, or does not start although the browser allows it. */
  isLost: boolean
  /** True once its time has moved since it has last become `running`: Safari calls a context so whose output stands still. */
  isMoving: boolean
  /** True while its time is read. */
  isWatched: boolean
  /** True when its time has not moved for half a second although it is `running`. */
  standsStill: boolean
  /** State before `running`. */
  stoppedAs: AudioContextState
  changed: () => void
}

const openContexts = new Map<AudioContext, OpenContext>()
/** A context that `unlockAudio` has prepared for the next speaker. */
let prepared: AudioContext | undefined

/** True when a context runs and its time has moved. */
const isRunning = (context: AudioContext): boolean =>
  context.state === 'running' && openContexts.get(context)?.isMoving !== false

/** Converts the state of a context. */
export const outputStateOf = (context: AudioContext): OutputState => {
  if (isRunning(context)) return 'running'
  const open = openContexts.get(context)
  const state = context.state === 'running' ? open?.stoppedAs : context.state
  if (state === 'interrupted') return 'interrupted'
  return open?.isLost === true ? 'lost' : 'needs-gesture'
}

/** `userActivation` does not exist in every browser. */
interface ActivationNavigator {
  readonly userActivation?: { readonly isActive: boolean; readonly hasBeenActive: boolean }
}

/** WebKit requires a gesture for each start; other browsers require one for the page. */
const isWebKit = 'GestureEvent' in globalThis

/** True when the browser allows a start now, so that only a busy machine or a dead device prevents it. */
const isStartAllowed = (): boolean => {
  const { userActivation } = navigator as ActivationNavigator
  if (userActivation === undefined) return false
  return isWebKit ? userActivation.isActive : userActivation.hasBeenActive
}

/** Longest time to wait for a context to start. */
const startMs = 500
/** The same where the browser allows the start. */
const allowedStartMs = 3_000
/** Interval at which the time of a context is read. */
const pollMs = 10
/** The same once it has stood still for `startMs`. */
const slowPollMs = 250

/** Reads the time of a running context until it moves; only then the context counts as running. */
const watchTime = (context: AudioContext): void => {
  const open = openContexts.get(context)
  if (open === undefined || open.isMoving || open.isWatched || context.state !== 'running') return
  open.isWatched = true
  const from = context.currentTime
  let waitedMs = 0
  const read = (): void => {
    open.isWatched = false
    if (openContexts.get(context) !== open || context.state !== 'running') return
    if (context.currentTime !== from) {
      Object.assign(open, { isMoving: true, standsStill: false, isLost: false, hasFailed: false })
      open.changed()
      return
    }
    open.isWatched = true
    if (waitedMs === startMs) {
      open.standsStill = true
      open.changed()
    }
    const intervalMs = waitedMs < startMs ? pollMs : slowPollMs
    waitedMs += intervalMs
    setTimeout(read, intervalMs)
  }
  read()
}

/** Resumes a context; waits until it runs, or for the time after which it evidently does not run yet. */
const attemptStart = async (context: AudioContext, open: OpenContext): Promise<void> => {
  const isAllowed = isStartAllowed()
  const attempt = { isRefused: false }
  // Both within the gesture: a running context that stands still has to be suspended first.
  if (context.state === 'running' && open.standsStill) void context.suspend().catch(() => undefined)
  context.resume().then(
    () => watchTime(context),
    () => (attempt.isRefused = true),
  )
  const limitMs = isAllowed ? allowedStartMs : startMs
  for (let ms = 0; ms < limitMs && !attempt.isRefused && !isRunning(context); ms += pollMs)
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  if (isRunning(context)) open.hasFailed = false
  open.isLost = open.hasFailed || (!isRunning(context) && (isAllowed || attempt.isRefused))
}

/** Starts a context; on the default device when the chosen one is lost. */
export const startContext = async (context: AudioContext): Promise<void> => {
  const open = openContexts.get(context)
  if (open === undefined) return
  open.attempts++
  await attemptStart(context, open)
  if (open.isLost && (await leaveOutputDevice(context))) await attemptStart(context, open)
  open.attempts--
}

/** Starts a context that does not run, and reports the result: its state is reported as waiting only when that failed. */
export const retryContext = (context: AudioContext): void => {
  const open = openContexts.get(context)
  if (open === undefined) return
  if (context.state === 'interrupted') open.changed()
  if (isRunning(context) || context.state === 'closed') open.changed()
  else
    void startContext(context).then(() => {
      // The last of several attempts knows.
      if (open.attempts === 0) open.changed()
    })
}

/** Leaves the chosen device of a context, which is gone; the context is `lost` only when the default does not start. */
const leaveDevice = async (context: AudioContext, open: OpenContext): Promise<void> => {
  open.attempts++
  const hasLeft = await leaveOutputDevice(context)
  open.attempts--
  if (hasLeft) open.hasFailed = false
  else if (open.hasFailed) {
    open.isLost = true
    open.changed()
  }
  retryContext(context)
}

const leaveMissingDevices = (): void => {
  for (const [context, open] of openContexts)
    isOutputDeviceMissing(context).then(
      (isMissing) => {
        if (isMissing) void leaveDevice(context, open)
      },
      // The browser lists no devices: then its error names the cause.
      () => undefined,
    )
}

const retryAll = (): void => {
  for (const [context] of openContexts) if (!isRunning(context)) retryContext(context)
}

/** Starts waiting contexts when the page is shown again, or a device is added; only while contexts are open. */
const watchPage = (isOpen: boolean): void => {
  const method = isOpen ? 'addEventListener' : 'removeEventListener'
  document[method]('visibilitychange', retryAll)
  for (const type of ['pageshow', 'focus']) window[method](type, retryAll)
  const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices }
  mediaDevices?.[method]('devicechange', retryAll)
  mediaDevices?.[method]('devicechange', leaveMissingDevices)
}

/** Opens a context at a sample rate, or at that of the output device. */
export const openContext = (sampleRate?: number): AudioContext => {
  const context = new AudioContext({
    latencyHint: 'interactive',
    ...(sampleRate === undefined ? {} : { sampleRate }),
  })
  if (openContexts.size === 0) watchPage(true)
  const open: OpenContext = {
    attempts: 0,
    hasFailed: false,
    isLost: false,
    isMoving: false,
    isWatched: false,
    standsStill: false,
    stoppedAs: context.state,
    changed: () => undefined,
  }
  openContexts.set(context, open)
  context.addEventListener('statechange', () => {
    if (context.state === 'running') watchTime(context)
    else {
      Object.assign(open, { isMoving: false, standsStill: false, stoppedAs: context.state })
      retryContext(context)
    }
  })
  return context
}

/** Returns the context that `unlockAudio` has prepared, or a new one. */
export const takeContext = (): AudioContext => {
  const context = prepared ?? openContext()
  prepared = undefined
  return context
}

/** Closes a context, once. */
export const closeContext = (context: AudioContext): void => {
  if (openContexts.delete(context) && openContexts.size === 0) watchPage(false)
  if (context.state !== 'closed') void context.close()
}

/**
 * Calls `changed` at each change of state of a context; returns the function that stops it. A suspended or interrupted
 * context is resumed, and a suspended one reported only when it may not run: browsers suspend a context for a moment, for
 * example while its device is switched. An error of a chosen device moves it to the default one; an error of that makes it
 * `lost`.
 */
export const followContext = (context: AudioContext, changed: () => void): (() => void) => {
  const open = openContexts.get(context)
  if (open !== undefined) open.changed = changed
  const failed = () => {
    if (open === undefined) return
    open.hasFailed = true
    void leaveDevice(context, open)
  }
  context.addEventListener('error', failed)
  return () => {
    if (open !== undefined) open.changed = () => undefined
    context.removeEventListener('error', failed)
  }
}

/**
 * Allows sound to start. Browsers block the sound of a page until the user has clicked or pressed a key in it, and some
 * allow only a start that is requested while they handle the click: call this first in the handler, before any `await`. It
 * resumes every waiting speaker and microphone of this package, and prepares the speaker that is opened next.
 */
export const unlockAudio = (): void => {
  if (openContexts.size === 0) prepared = openContext()
  for (const [context] of openContexts) retryContext(context)
}

/** Options of the output of a speaker. */
export interface OutputOptions {
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
export const openAudioOutput = async (options: OutputOptions): Promise<AudioOutput> => {
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
    throwIfCrashed(node)
    return { context, node, volume: gain.gain }
  } catch (error) {
    cleanup.run()
    throw toSpeakerError(error)
  }
}
