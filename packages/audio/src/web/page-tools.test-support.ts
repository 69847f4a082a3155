import { encodePcm16Base64, decodePcm16Base64 } from '../base64-pcm16.ts'
import { encodeBase64 } from '../base64.ts'
import * as web from './index.ts'

/** What pages of tests have at hand, as `tools`. Sound goes in and out of a page as base64 of PCM16. */

/** A piece of what passes through a graph. */
interface Piece {
  readonly frame: number
  readonly samples: Float32Array
}

/** Every context, every track of a microphone, and every sound of a speaker that the page has opened. */
export const opened = {
  contexts: [] as AudioContext[],
  tracks: [] as MediaStreamTrack[],
  sounds: [] as Piece[],
}

/** Where a test reaches into the browser. */
export const hooks = {
  /** Runs before a microphone enters the graph, and may throw. */
  beforeSource: (): void => undefined,
}

globalThis.AudioContext = class extends AudioContext {
  readonly #tapLoaded = this.audioWorklet.addModule('/web/tap.test-worklet.ts')

  constructor(options?: AudioContextOptions) {
    super(options)
    opened.contexts.push(this)
  }

  /** Only speakers have a gain, which is their last node. */
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

if ('mediaDevices' in navigator) {
  const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints)
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

/** Whether nothing that was opened is open any more. */
export const isAllClosed = (): boolean =>
  opened.contexts.every(({ state }) => state === 'closed') &&
  opened.tracks.every(({ readyState }) => readyState === 'ended')

export const { listDevices, unlockAudio, watchDevices } = web

/** The sources of the worklets stand in for the files that are built of them. */
export const openMicrophone = (options: web.MicrophoneOptions = {}) =>
  web.openMicrophone({ workletUrl: '/web/worklets/recorder.ts', ...options })

export const openSpeaker = (options: web.SpeakerOptions = {}) =>
  web.openSpeaker({ workletUrl: '/web/worklets/player.ts', ...options })

/** Without what a browser does to a voice, so that what comes can be compared with what went in. */
export const untouched = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until something holds. */
export const until = async (holds: () => boolean, timeoutMs = 10_000): Promise<void> => {
  const end = performance.now() + timeoutMs
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited ${timeoutMs} ms in vain for ${holds.toString()}`)
    await wait(5)
  }
}

/** Gives some of a sound as PCM16. */
export const toneOf = (hz: number, seconds: number, amplitude = 0.5): Int16Array =>
  Int16Array.from({ length: Math.round(seconds * 24_000) }, (_, i) =>
    Math.round(amplitude * 32_767 * Math.sin((2 * Math.PI * hz * i) / 24_000)),
  )

export const decode = decodePcm16Base64
export const encode = encodePcm16Base64
export const encodeBytes = encodeBase64

/** The frames of a microphone, in one. */
export const join = (frames: readonly web.CapturedFrame[]): Int16Array => {
  const joined = new Int16Array(frames.length * 480)
  frames.forEach(({ pcm }, i) => joined.set(pcm, i * 480))
  return joined
}

/** Records a microphone until so many samples at 24 kHz have come. */
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

/** What the last speaker sent to its device between two moments of its context; what is not there yet is waited for. */
export const soundBetween = async (fromSeconds: number, toSeconds: number): Promise<Float32Array> => {
  const { sampleRate } = lastContext()
  const [from, to] = [Math.round(fromSeconds * sampleRate), Math.round(toSeconds * sampleRate)]
  await until(() => (opened.sounds.at(-1)?.frame ?? 0) >= to, 60_000)
  const sound = new Float32Array(to - from)
  for (const { frame, samples } of opened.sounds)
    for (let i = 0; i < samples.length; i++) {
      const at = frame + i - from
      if (at >= 0 && at < sound.length) sound[at] = samples[i] ?? 0
    }
  return sound
}
