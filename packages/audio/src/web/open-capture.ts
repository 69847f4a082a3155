import { MicrophoneUnavailableError } from '../errors/microphone-unavailable.ts'
import { createCaptureClock } from './capture-clock.ts'
import { createCleanup } from './cleanup.ts'
import { microphoneFault } from './faults.ts'
import { getStream, stopStream } from './get-stream.ts'
import { constraintsOf, type MicrophoneOptions } from './microphone-options.ts'
import { openWorklet } from './open-worklet.ts'
import type { RecordedFrame } from './recorder.ts'
import { closeContext, followContext, openContext, startContext } from './sound-contexts.ts'
import { recorderUrl } from './worklet-urls.ts'

/** 20 ms of sound and when they were captured, in milliseconds of `performance.now()`. */
export interface CapturedFrame {
  readonly pcm: Int16Array
  readonly atMs: number
}

/** One device that is captured: its track, and the context and the worklet behind it. */
export interface Capture {
  readonly context: AudioContext
  readonly track: MediaStreamTrack
  /** From now on tells this listener and no other. */
  readonly follow: (listener: CaptureListener) => void
  /** Turns off the device and ends the context; nothing is told after it. */
  readonly close: () => void
}

/** Who is told of a capture. */
export interface CaptureListener {
  readonly heard: (frame: CapturedFrame) => void
  /** The context or the track may be in another state. */
  readonly changed: () => void
}

/** A source of a stream in a context at the rate of the device, or where a browser knows only one rate, at that. */
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
 * Opens a device and captures it. Whatever has been opened when it fails, or is no longer wanted, is closed again.
 *
 * @throws {MicrophoneUnavailableError}
 * @throws {WorkletNotLoadedError}
 */
export const openCapture = async (options: MicrophoneOptions, isWanted: () => boolean): Promise<Capture> => {
  const { workletUrl = recorderUrl() } = options
  const cleanup = createCleanup()
  let listener: CaptureListener | undefined
  const changed = () => listener?.changed()
  const stopIfUnwanted = () => {
    if (!isWanted()) throw new MicrophoneUnavailableError('aborted')
  }
  try {
    const stream = await getStream(constraintsOf(options))
    cleanup.add(() => stopStream(stream))
    stopIfUnwanted()
    const [track] = stream.getAudioTracks()
    if (track === undefined) throw new MicrophoneUnavailableError('failed')
    const { sampleRate, latency = 0 } = track.getSettings() as MediaTrackSettings & { latency?: number }
    const [context, source] = openSource(stream, sampleRate)
    cleanup.add(() => closeContext(context))
    const node = await openWorklet(context, 'vatel-recorder', workletUrl)
    stopIfUnwanted()

    const clock = createCaptureClock()
    node.port.onmessage = ({ data: { pcm, atSeconds } }: MessageEvent<RecordedFrame>) => {
      clock.passed(atSeconds + pcm.length / 24_000, performance.now())
      listener?.heard({ pcm, atMs: clock.toMs(atSeconds) - latency * 1_000 })
    }
    cleanup.add(() => {
      node.port.onmessage = null
      source.disconnect()
      node.disconnect()
    })
    for (const type of ['ended', 'mute', 'unmute']) {
      track.addEventListener(type, changed)
      cleanup.add(() => track.removeEventListener(type, changed))
    }
    cleanup.add(followContext(context, changed))
    // Some browsers run only what leads to the speakers; the worklet puts out silence.
    source.connect(node).connect(context.destination)
    await startContext(context)
    stopIfUnwanted()
    return {
      context,
      track,
      follow: (next) => {
        listener = next
      },
      close: cleanup.run,
    }
  } catch (error) {
    cleanup.run()
    throw microphoneFault(error)
  }
}
