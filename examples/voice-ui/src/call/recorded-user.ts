import { everyFrame, frameLength, fromPcm16, readWav, rmsDbfs, systemClock, toPcm16 } from '@vatel/audio'
import type { CapturedFrame, WebMicrophone } from '@vatel/audio/web'
import { sampleRate } from '@vatel/core'

const frameMs = 20
/** Above this a frame is voice, in dBFS. */
const voiceDbfs = -50
/** Frames of silence that end a sentence, and those of them that still belong to it. */
const pauseFrames = 50
const keptFrames = 10
/** Gain at which the user is heard beside the agent. */
const gain = 0.7

/** A sentence in frames of 20 ms, PCM16 at 24 000 Hz. */
export type Sentence = readonly Int16Array[]

/** Returns the sentences of a recording: the parts between pauses of more than a second. */
export const sentencesOf = (wav: Uint8Array): readonly Sentence[] => {
  const [channel = new Float32Array()] = readWav(wav).channels
  const pcm = channel instanceof Int16Array ? channel : toPcm16(channel)
  const size = frameLength({ frameMs, sampleRate })
  const sentences: Int16Array[][] = []
  let quiet = Infinity
  for (let at = 0; at + size <= pcm.length; at += size) {
    const frame = pcm.slice(at, at + size)
    const isVoice = rmsDbfs(frame) > voiceDbfs
    if (isVoice && quiet > pauseFrames) sentences.push([])
    quiet = isVoice ? 0 : quiet + 1
    if (quiet < keptFrames) sentences.at(-1)?.push(frame)
  }
  return sentences
}

/** Plays sentences of the user, so that both sides are heard, and gives them as a stream for recorders. */
const createVoice = () => {
  const context = new AudioContext()
  const output = new GainNode(context, { gain })
  output.connect(context.destination)
  const stream = context.createMediaStreamDestination()
  const analyser = new AnalyserNode(context, { fftSize: 1_024, smoothingTimeConstant: 0 })
  return {
    stream: stream.stream,
    readSpectrum: (bins: Uint8Array | Float32Array): number => {
      if (bins instanceof Uint8Array) analyser.getByteFrequencyData(bins as Uint8Array<ArrayBuffer>)
      else analyser.getFloatFrequencyData(bins as Float32Array<ArrayBuffer>)
      return context.sampleRate / analyser.fftSize
    },
    play: (sentence: Sentence): void => {
      const size = frameLength({ frameMs, sampleRate })
      const buffer = new AudioBuffer({ length: Math.max(1, sentence.length * size), sampleRate })
      const samples = buffer.getChannelData(0)
      sentence.forEach((frame, at) => samples.set(fromPcm16(frame), at * size))
      const source = new AudioBufferSourceNode(context, { buffer })
      source.connect(output)
      source.connect(stream)
      source.connect(analyser)
      source.start()
    },
    close: (): void => {
      if (context.state !== 'closed') void context.close()
    },
  }
}

/** A user whose microphone speaks recorded sentences, one at a time. */
export interface RecordedUser {
  /** Opens the microphone of one call. Call it after a click: the user is heard as well. */
  readonly open: () => WebMicrophone
  readonly isSpeaking: () => boolean
  /** Index of the sentence that is said next. */
  readonly next: () => number
  /** Says a sentence, by default the next one, unless one is being said. */
  readonly say: (index?: number) => void
}

/** Creates a user of recorded sentences. */
export const createRecordedUser = (sentences: readonly Sentence[]): RecordedUser => {
  let said = 0
  let speaking: Int16Array[] = []
  let voice: ReturnType<typeof createVoice> | undefined

  const open = (): WebMicrophone => {
    const silence = new Int16Array(frameLength({ frameMs, sampleRate }))
    const listeners = new Set<(frame: CapturedFrame) => void>()
    const own = createVoice()
    voice = own
    let level = -Infinity
    const stop = everyFrame(systemClock, frameMs, () => {
      const pcm = speaking.shift() ?? silence
      level = rmsDbfs(pcm)
      for (const listener of listeners) listener({ pcm, atMs: performance.now() })
    })
    return {
      listen: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      watch: (listener) => {
        listener('live')
        return () => undefined
      },
      mute: () => undefined,
      unmute: () => Promise.resolve(),
      switchTo: () => Promise.resolve(),
      close: () => {
        stop()
        own.close()
        speaking = []
      },
      state: 'live',
      error: undefined,
      get level() {
        return level
      },
      deviceId: '',
      stream: own.stream,
      readSpectrum: own.readSpectrum,
    }
  }
  return {
    open,
    isSpeaking: () => speaking.length > 0,
    next: () => said,
    say: (index = said) => {
      const sentence = sentences[index % sentences.length]
      if (speaking.length > 0 || sentence === undefined) return
      said = index + 1
      speaking = [...sentence]
      voice?.play(sentence)
    },
  }
}
