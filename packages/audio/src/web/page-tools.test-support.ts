import { encodeBase64 } from '../base64/base64.ts'
import { decodePcm16Base64, encodePcm16Base64 } from '../base64/pcm16-base64.ts'
import * as web from './index.ts'
import type { PlayerReport } from './turn-player.ts'

/** Tools of test pages, in their global `tools`. Sound enters and leaves a page as base64 of PCM16. */

/** A chunk of the sound in a graph: render quanta in the order in which they were rendered. */
interface Piece {
  /** Position of each quantum in the time of the context, in samples. */
  readonly frames: readonly number[]
  readonly samples: Float32Array
}

/** Every context, every worklet, every track of a microphone, and every sound of a speaker that the page has opened. */
export const opened = {
  contexts: [] as AudioContext[],
  nodes: [] as AudioWorkletNode[],
  tracks: [] as MediaStreamTrack[],
  sounds: [] as Piece[],
}

/** Hooks of tests into the browser. */
export const hooks = {
  /** Called before a source is created; may throw. */
  beforeSource: (): void => undefined,
  /** Replaces the streams of microphones. */
  stream: undefined as MediaStream | undefined,
}

globalThis.AudioContext = class extends AudioContext {
  readonly #tapLoaded = this.audioWorklet.addModule('/web/tap.test-support.ts')

  constructor(options?: AudioContextOptions) {
    super(options)
    opened.contexts.push(this)
  }

  /** The gain is the last node of a speaker; microphones have none. */
  override createGain(): GainNode {
    const gain = super.createGain()
    void this.#tapLoaded.then(() => {
      const tap = new AudioWorkletNode(this, 'vatel-tap', { channelCount: 1, channelCountMode: 'explicit' })
      tap.port.onmessage = ({ data }: MessageEvent<Piece>) => opened.sounds.push(data)
      gain.connect(tap).connect(this.destination)
    })
    return gain
  }

  override createMediaStreamSource(stream: MediaStream): MediaStreamAudioSourceNode {
    hooks.beforeSource()
    return super.createMediaStreamSource(stream)
  }
}

globalThis.AudioWorkletNode = class extends AudioWorkletNode {
  constructor(context: BaseAudioContext, name: string, options?: AudioWorkletNodeOptions) {
    super(context, name, options)
    if (name !== 'vatel-tap') opened.nodes.push(this)
  }
}

if ('mediaDevices' in navigator) {
  const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = hooks.stream ?? (await getUserMedia(constraints))
    opened.tracks.push(...stream.getTracks())
    return stream
  }
}

/** The context that was opened last. */
export const lastContext = (): AudioContext => {
  const context = opened.contexts.at(-1)
  if (context === undefined) throw new Error('no context was opened')
  return context
}

/** True when every opened context and track is closed. */
export const isAllClosed = (): boolean =>
  opened.contexts.every(({ state }) => state === 'closed') &&
  opened.tracks.every(({ readyState }) => readyState === 'ended')

export const { listDevices, unlockAudio, watchDevices } = web

/** The sources of the worklets replace the files that are built from them. */
export const openMicrophone = (options: web.MicrophoneOptions = {}) =>
  web.openMicrophone({ workletUrl: '/web/worklets/voice.ts', ...options })

export const openSpeaker = (options: web.SpeakerOptions = {}) =>
  web.openSpeaker({ workletUrl: '/web/worklets/voice.ts', ...options })

/** Opens a speaker and waits until it runs: a busy machine may start it so late that it counts as lost before. */
export const openRunningSpeaker = async (options?: web.SpeakerOptions) => {
  const speaker = await openSpeaker(options)
  await until(() => speaker.state === 'running')
  return speaker
}

/** Turns off the processing of the browser, so that the captured sound can be compared with the source. */
export const untouched = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits for a condition. */
export const until = async (holds: () => boolean, timeoutMs = 240_000): Promise<void> => {
  const end = performance.now() + timeoutMs
  while (!holds()) {
    if (performance.now() > end)
      throw new Error(`waited ${timeoutMs} ms without success for ${holds.toString()}`)
    await wait(5)
  }
}

/** Runs a function while the last context is suspended: what it posts to a worklet is on its way before sound is rendered again. */
export const whileSuspended = async (run: () => void): Promise<void> => {
  const context = lastContext()
  const resume = context.resume.bind(context)
  let end = () => undefined as void
  const hasRun = new Promise<void>((resolve) => (end = resolve))
  context.resume = () => hasRun.then(resume)
  await context.suspend()
  run()
  Reflect.deleteProperty(context, 'resume')
  end()
}

/** Flushes the speaker that was opened last; resolves with the time of its context at which its worklet did that. */
export const flush = (speaker: web.WebSpeaker): Promise<number> =>
  new Promise((resolve) => {
    opened.nodes.at(-1)?.port.addEventListener('message', ({ data }: MessageEvent<PlayerReport>) => {
      const flushed = data.events.find(({ type }) => type === 'flushed')
      if (flushed !== undefined) resolve(flushed.atSeconds)
    })
    speaker.flush()
  })

/** Creates a tone as PCM16. */
export const toneOf = (hz: number, seconds: number, amplitude = 0.5): Int16Array =>
  Int16Array.from({ length: Math.round(seconds * 24_000) }, (_, i) =>
    Math.round(amplitude * 32_767 * Math.sin((2 * Math.PI * hz * i) / 24_000)),
  )

export const decode = decodePcm16Base64
export const encode = encodePcm16Base64
export const encodeBytes = encodeBase64

/** Joins the frames of a microphone. */
export const join = (frames: readonly web.CapturedFrame[]): Int16Array => {
  const joined = new Int16Array(frames.length * 480)
  frames.forEach(({ pcm }, i) => joined.set(pcm, i * 480))
  return joined
}

/** Records a number of seconds of a microphone. */
export const record = (
  microphone: web.WebMicrophone,
  seconds: number,
): Promise<readonly web.CapturedFrame[]> =>
  new Promise((resolve) => {
    const frames: web.CapturedFrame[] = []
    const stop = microphone.listen((frame) => {
      frames.push(frame)
      if (frames.length < seconds * 50) return
      stop()
      resolve(frames)
    })
  })

/** Median of the largest samples of frames: the hole that a busy machine leaves in a sound rings in the frames beside it. */
export const medianPeakOf = (frames: readonly web.CapturedFrame[]): number => {
  const peaks = frames.map(({ pcm }) => Math.max(...pcm)).sort((one, other) => one - other)
  return peaks[peaks.length >> 1] ?? NaN
}

/**
 * Returns the output of the last speaker between two times of its context; waits for it when necessary. It is what was
 * rendered between them, in the order in which it was: the positions do not tell its order. Chromium goes on counting
 * while it suspends or resumes a context, and renders nothing; on a busy machine it gives two quanta the same position.
 */
export const soundBetween = async (fromSeconds: number, toSeconds: number): Promise<Float32Array> => {
  const { sampleRate } = lastContext()
  const [from, to] = [Math.round(fromSeconds * sampleRate), Math.round(toSeconds * sampleRate)]
  await until(() => (opened.sounds.at(-1)?.frames.at(-1) ?? 0) >= to)
  const frames = opened.sounds.flatMap((piece) => piece.frames)
  const samples = opened.sounds.flatMap((piece) => [...piece.samples])
  const quantum = samples.length / frames.length
  const [first, end] = [from, to].map((at) => quantum * frames.findIndex((frame) => frame >= at))
  return Float32Array.from(samples.slice(first, end))
}

/** The sources of the worklets replace the files that are built from them. */
export const createStereoRecorder = (options: web.StereoRecorderOptions = {}) =>
  web.createStereoRecorder({ workletUrl: '/web/worklets/voice.ts', ...options })

/** Opens a stream of a tone, as long as it is needed. */
export const openTone = (hz: number) => {
  const context = new AudioContext()
  const oscillator = context.createOscillator()
  oscillator.frequency.value = hz
  const destination = context.createMediaStreamDestination()
  oscillator.connect(new GainNode(context, { gain: 0.02 })).connect(destination)
  oscillator.start()
  return { stream: destination.stream, close: () => void context.close() }
}

/** A device, or a listener to a stream, whose spectrum can be read. */
interface Audible {
  readSpectrum(bins: Uint8Array | Float32Array): number
}

/** Listens to a stream as another program would. */
export const listenTo = (stream: MediaStream): Audible & { readonly close: () => void } => {
  const context = new AudioContext()
  const analyser = new AnalyserNode(context, { fftSize: 1_024, smoothingTimeConstant: 0 })
  context.createMediaStreamSource(stream).connect(analyser)
  return {
    readSpectrum: (bins) => {
      if (bins instanceof Uint8Array) analyser.getByteFrequencyData(bins as Uint8Array<ArrayBuffer>)
      return context.sampleRate / analyser.fftSize
    },
    close: () => void context.close(),
  }
}

/** Frequency of the loudest bin to the nearest 100 Hz; 0 in silence. */
export const peakHzOf = (source: Audible, bins: Uint8Array | Float32Array): number => {
  const binHz = source.readSpectrum(bins)
  const loudest = Math.max(...bins)
  const silent = bins instanceof Uint8Array ? 40 : -89
  return loudest <= silent ? 0 : Math.round((bins.indexOf(loudest) * binHz) / 100) * 100
}

/** Opens a stream of a tone, and waits until it is heard: a busy machine may be slow to start it. */
export const openHeardTone = async (hz: number): Promise<ReturnType<typeof openTone>> => {
  const tone = openTone(hz)
  const listener = listenTo(tone.stream)
  const bins = new Uint8Array(512)
  await until(() => peakHzOf(listener, bins) === hz)
  listener.close()
  return tone
}
