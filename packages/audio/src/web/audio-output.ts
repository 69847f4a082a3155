import { SpeakerUnavailableError } from '../errors.ts'
import { closeContext, startContext, takeContext } from './contexts.ts'
import {
  createCleanup,
  openWorklet,
  defaultWorkletUrl,
  toSpeakerError,
  type StopSignal,
  type WorkletUrl,
} from './opening.ts'

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
