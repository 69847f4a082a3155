import { MicrophoneUnavailableError, WorkletCrashedError } from '../errors.ts'
import { wireRate } from '../pcm16.ts'
import { closeContext, followContext, openContext, startContext } from './contexts.ts'
import type { RecordedFrame } from './frame-recorder.ts'
import { createSpectrumReader, type SpectrumReader } from './sound-tap.ts'
import {
  createCleanup,
  openWorklet,
  defaultWorkletUrl,
  throwIfCrashed,
  toMicrophoneError,
  type StopSignal,
  type WorkletUrl,
} from './opening.ts'

/** A frame of 20 ms and its capture time, in milliseconds of `performance.now()`. */
export interface CapturedFrame {
  readonly pcm: Int16Array
  readonly atMs: number
}

/** Processing of the sound of a microphone. The browser may ignore what it does not support. */
export interface MicrophoneProcessing {
  /**
   * Removes the sound of the speakers from that of the microphone. Some browsers support `'all'`, the sound of the whole
   * system, and `'remote-only'`; others treat any string as `true`.
   *
   * @defaultValue `true`
   */
  readonly echoCancellation?: boolean | 'all' | 'remote-only'
  /** @defaultValue `true` */
  readonly noiseSuppression?: boolean
  /** @defaultValue `true` */
  readonly autoGainControl?: boolean
}

/** Options of a microphone. */
export interface MicrophoneOptions extends MicrophoneProcessing {
  /** Device id of `listDevices`. @defaultValue the device that the browser or the user chooses */
  readonly deviceId?: string
  /**
   * URL of `@vatel/audio/worklets/voice.js`.
   *
   * @defaultValue beside the module, where bundlers put it
   */
  readonly workletUrl?: WorkletUrl
  /** Aborts the opening, at any stage of it. It does not close an open microphone. */
  readonly signal?: StopSignal
}

/** Capture of one device: its track, its context and its worklet. */
export interface Capture {
  readonly context: AudioContext
  readonly track: MediaStreamTrack
  readonly spectrum: SpectrumReader
  /** Replaces the listener. */
  readonly follow: (listener: CaptureListener) => void
  /** Turns off the device and closes the context; no listener is called afterwards. */
  readonly close: () => void
}

/** Listener of a capture. */
export interface CaptureListener {
  readonly onFrame: (frame: CapturedFrame) => void
  /** Called when the state of the context or of the track may have changed. */
  readonly onChange: () => void
  /** Called when the worklet threw an exception: no frame follows. */
  readonly onCrash: (error: MicrophoneUnavailableError) => void
}

/** Clock that converts the time of a context to that of the page. */
export interface CaptureClock {
  /** Records that a context time has just passed, at a time of the page. */
  readonly passed: (contextSeconds: number, nowMs: number) => void
  /** Converts a context time to milliseconds of the page. */
  readonly toMs: (contextSeconds: number) => number
}

const windowMs = 5_000

/**
 * Creates a clock from messages that arrive more or less late: the least late message of the last seconds counts. So a
 * page that is busy now and then does not shift capture times, and two clocks that drift apart do.
 */
export const createCaptureClock = (): CaptureClock => {
  let least = Infinity
  let leastBefore = Infinity
  let since = -Infinity
  return {
    passed: (contextSeconds, nowMs) => {
      if (nowMs - since >= windowMs) {
        leastBefore = least
        least = Infinity
        since = nowMs
      }
      least = Math.min(least, nowMs - contextSeconds * 1_000)
    },
    toMs: (contextSeconds) => contextSeconds * 1_000 + Math.min(least, leastBefore),
  }
}

const constraintsOf = (options: MicrophoneOptions): MediaTrackConstraints => {
  const { deviceId, echoCancellation = true, noiseSuppression = true, autoGainControl = true } = options
  return {
    echoCancellation,
    noiseSuppression,
    autoGainControl,
    channelCount: 1,
    ...(deviceId === undefined ? {} : { deviceId: { exact: deviceId } }),
  }
}

/** The part of a browser that has microphones; some browsers lack parts of it. */
interface MediaBrowser {
  readonly isSecureContext: boolean
  readonly AudioWorkletNode?: unknown
  readonly navigator: { readonly mediaDevices?: Partial<Pick<MediaDevices, 'getUserMedia'>> }
}

/** Requests a microphone. Rejects with the exception of the browser, or with the reason for which it cannot be requested. */
const requestStream = async (
  constraints: MediaTrackConstraints,
  { isSecureContext, AudioWorkletNode, navigator: { mediaDevices } }: MediaBrowser = globalThis,
): Promise<MediaStream> => {
  if (!isSecureContext) throw new MicrophoneUnavailableError('insecure-context')
  if (mediaDevices?.getUserMedia === undefined || AudioWorkletNode === undefined)
    throw new MicrophoneUnavailableError('unsupported')
  return mediaDevices.getUserMedia({ audio: constraints })
}

const stopStream = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop()
}

/** Opens a source in a context at the rate of the device; at the browser's own rate where it supports no other. */
const openSource = (
  stream: MediaStream,
  sampleRate: number | undefined,
): readonly [AudioContext, MediaStreamAudioSourceNode] => {
  const context = openContext(sampleRate)
  try {
    return [context, context.createMediaStreamSource(stream)]
  } catch (error) {
    closeContext(context)
    if (sampleRate === undefined) throw error
    return openSource(stream, undefined)
  }
}

/**
 * Opens a device and captures it. Everything opened is closed again when it fails, or is no longer wanted.
 *
 * @throws {MicrophoneUnavailableError}
 * @throws {WorkletNotLoadedError}
 */
export const openCapture = async (options: MicrophoneOptions, isWanted: () => boolean): Promise<Capture> => {
  const { workletUrl = defaultWorkletUrl() } = options
  const cleanup = createCleanup()
  let listener: CaptureListener | undefined
  const changed = () => listener?.onChange()
  const throwIfUnwanted = () => {
    if (!isWanted()) throw new MicrophoneUnavailableError('aborted')
  }
  try {
    const stream = await requestStream(constraintsOf(options))
    cleanup.add(() => stopStream(stream))
    throwIfUnwanted()
    const [track] = stream.getAudioTracks()
    if (track === undefined) throw new MicrophoneUnavailableError('failed')
    const { sampleRate, latency = 0 } = track.getSettings() as MediaTrackSettings & { latency?: number }
    const [context, source] = openSource(stream, sampleRate)
    cleanup.add(() => closeContext(context))
    const node = await openWorklet(context, 'vatel-recorder', workletUrl)
    throwIfUnwanted()

    const clock = createCaptureClock()
    node.port.onmessage = ({ data: { pcm, atSeconds } }: MessageEvent<RecordedFrame>) => {
      clock.passed(atSeconds + pcm.length / wireRate, performance.now())
      listener?.onFrame({ pcm, atMs: clock.toMs(atSeconds) - latency * 1_000 })
    }
    cleanup.add(() => {
      node.port.onmessage = null
      node.onprocessorerror = null
      source.disconnect()
      node.disconnect()
    })
    for (const type of ['ended', 'mute', 'unmute']) {
      track.addEventListener(type, changed)
      cleanup.add(() => track.removeEventListener(type, changed))
    }
    cleanup.add(followContext(context, changed))
    // Some browsers process only nodes that lead to the destination; the worklet outputs silence.
    source.connect(node).connect(context.destination)
    await startContext(context)
    throwIfUnwanted()
    throwIfCrashed(node)
    if (track.readyState === 'ended') throw new MicrophoneUnavailableError('ended')
    node.onprocessorerror = () =>
      listener?.onCrash(new MicrophoneUnavailableError('failed', new WorkletCrashedError()))
    return {
      context,
      track,
      spectrum: createSpectrumReader(context, source),
      follow: (next) => {
        listener = next
      },
      close: cleanup.run,
    }
  } catch (error) {
    cleanup.run()
    throw toMicrophoneError(error)
  }
}
