import { closeContext, openContext, startContext } from './contexts.ts'

/** The reading methods of an AnalyserNode. Its types accept only arrays that are not shared, which older libraries cannot say. */
interface Analyser {
  getByteFrequencyData(bins: Uint8Array): void
  getFloatFrequencyData(bins: Float32Array): void
}

/** Window of the spectrum, in samples of the context. */
const fftSize = 1_024

/** Reads the spectrum of a node. The analyser is created by the first read. */
export interface SpectrumReader {
  /** Fills the array; returns the width of a bin in Hz. */
  readonly read: (bins: Uint8Array | Float32Array) => number
}

/** Fills an array as the spectrum of silence does; returns 0, the width of a bin where there is none. */
export const fillSilent = (bins: Uint8Array | Float32Array): number => {
  bins.fill(bins instanceof Uint8Array ? 0 : -Infinity)
  return 0
}

/**
 * Creates a reader of the spectrum of a node. `outputLatency` of the context delays what is read, so that it shows what
 * leaves the device at that time.
 */
export const createSpectrumReader = (context: AudioContext, source: AudioNode): SpectrumReader => {
  let analyser: Analyser | undefined
  let delay: DelayNode | undefined

  const open = (): Analyser => {
    if (analyser !== undefined) return analyser
    delay = context.createDelay()
    const node = context.createAnalyser()
    Object.assign(node, { fftSize, smoothingTimeConstant: 0 })
    source.connect(delay).connect(node)
    return (analyser = node)
  }

  return {
    read: (bins) => {
      const opened = open()
      const latency = Number.isFinite(context.outputLatency) ? Math.min(1, context.outputLatency) : 0
      if (delay !== undefined && Math.abs(delay.delayTime.value - latency) > 0.01)
        delay.delayTime.value = latency
      fillSilent(bins)
      if (bins instanceof Uint8Array) opened.getByteFrequencyData(bins)
      else opened.getFloatFrequencyData(bins)
      return context.sampleRate / fftSize
    },
  }
}

/** A stream that a page can pass on. It is created by the first read of `stream`. */
export interface StreamTap {
  readonly stream: MediaStream
  /** Ends the tracks. */
  readonly close: () => void
}

/** Ends the tracks of a stream, and fires their event `ended`: `stop` alone fires none. */
const endTracks = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) {
    if (track.readyState === 'ended') continue
    track.stop()
    track.dispatchEvent(new Event('ended'))
  }
}

/** Creates the tap of a node that lives as long as the tap. */
export const createNodeTap = (context: AudioContext, source: AudioNode): StreamTap => {
  let stream: MediaStream | undefined
  let isOpen = true
  return {
    get stream() {
      if (stream !== undefined) return stream
      if (!isOpen) return (stream = new MediaStream())
      const destination = context.createMediaStreamDestination()
      source.connect(destination)
      return (stream = destination.stream)
    },
    close: () => {
      isOpen = false
      if (stream !== undefined) endTracks(stream)
    },
  }
}

/** A tap whose source changes while its stream stays the same. */
export interface TrackTap extends StreamTap {
  /** Uses another track, or silence. */
  readonly use: (track: MediaStreamTrack | undefined) => void
}

/** Creates a tap of one track after the other. Its context is opened by the first read of `stream`. */
export const createTrackTap = (): TrackTap => {
  let current: MediaStreamTrack | undefined
  let context: AudioContext | undefined
  let destination: MediaStreamAudioDestinationNode | undefined
  let source: MediaStreamAudioSourceNode | undefined
  let closed: MediaStream | undefined

  const connect = (): void => {
    source?.disconnect()
    source = undefined
    if (context === undefined || destination === undefined || current === undefined) return
    source = context.createMediaStreamSource(new MediaStream([current]))
    source.connect(destination)
  }

  return {
    get stream() {
      if (closed !== undefined) return closed
      if (destination !== undefined) return destination.stream
      // At the browser's own rate: some browsers create sources at no other.
      context = openContext()
      destination = context.createMediaStreamDestination()
      connect()
      void startContext(context)
      return destination.stream
    },
    use: (track) => {
      current = track
      connect()
    },
    close: () => {
      current = undefined
      connect()
      closed ??= destination?.stream ?? ('MediaStream' in globalThis ? new MediaStream() : undefined)
      if (closed !== undefined) endTracks(closed)
      if (context !== undefined) closeContext(context)
    },
  }
}
