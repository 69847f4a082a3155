import { everyFrame, readWav, rmsDbfs, systemClock, toPcm16, writeWav } from '@vatel/audio'
import type { CapturedFrame, WebMicrophone } from '@vatel/audio/web'
import { type LogEntry, readScenario, simulatePlatform } from '@vatel/simulator'
import goodbye from '@vatel/simulator/speech/city-guide/goodbye.wav?url'
import greeting from '@vatel/simulator/speech/city-guide/greeting.wav?url'
import museums from '@vatel/simulator/speech/city-guide/museums.wav?url'
import pardon from '@vatel/simulator/speech/city-guide/pardon.wav?url'
import rainy from '@vatel/simulator/speech/city-guide/rainy.wav?url'
import sorry from '@vatel/simulator/speech/city-guide/sorry.wav?url'
import sunny from '@vatel/simulator/speech/city-guide/sunny.wav?url'
import userVoice from '@vatel/simulator/speech/city-guide/user.wav?url'

const recordings: Readonly<Record<string, string>> = {
  goodbye,
  greeting,
  museums,
  pardon,
  rainy,
  sorry,
  sunny,
}

const load = async (address: string): Promise<Uint8Array> => {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} did not load: ${String(response.status)}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** Reads a scenario; a line's `speech` may name any recording of the city guide. */
const loadScenario = (scenario: unknown) =>
  readScenario(scenario, 'the scenario', (path) => {
    const address = recordings[/([a-z]+)\.wav$/.exec(path)?.[1] ?? '']
    return address === undefined ? Promise.reject(new Error(`${path} is no recording`)) : load(address)
  })

const frameLength = 480
const silence = new Int16Array(frameLength)

type Sentence = readonly Int16Array[]

/** The sentences of a recording: what stands between pauses of more than a second. */
const sentencesOf = (wav: Uint8Array): readonly Sentence[] => {
  const [channel = new Float32Array()] = readWav(wav).channels
  const pcm = channel instanceof Int16Array ? channel : toPcm16(channel)
  const sentences: Int16Array[][] = []
  let quiet = Infinity
  for (let at = 0; at + frameLength <= pcm.length; at += frameLength) {
    const frame = pcm.slice(at, at + frameLength)
    const isVoice = rmsDbfs(frame) > -50
    if (isVoice && quiet > 50) sentences.push([])
    quiet = isVoice ? 0 : quiet + 1
    if (quiet < 10) sentences.at(-1)?.push(frame)
  }
  return sentences
}

/** Plays a sentence of the user, so that both sides are heard. */
const sound = (sentence: Sentence): void => {
  const pcm = new Int16Array(sentence.length * frameLength)
  sentence.forEach((frame, index) => pcm.set(frame, index * frameLength))
  const wav = writeWav({ sampleRate: 24_000, channels: [pcm] })
  const address = URL.createObjectURL(new Blob([wav as Uint8Array<ArrayBuffer>], { type: 'audio/wav' }))
  const voice = new Audio(address)
  voice.volume = 0.7
  voice.onended = () => URL.revokeObjectURL(address)
  // A page without a speaker shows the call all the same.
  voice.play().catch(() => URL.revokeObjectURL(address))
}

/** A user whose microphone speaks recorded sentences, one at a time. */
const createUser = (sentences: readonly Sentence[]) => {
  let said = 0
  let speaking: Int16Array[] = []
  const open = (): WebMicrophone => {
    const listeners = new Set<(frame: CapturedFrame) => void>()
    const stop = everyFrame(systemClock, 20, () => {
      const pcm = speaking.shift() ?? silence
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
      close: stop,
      state: 'live',
      error: undefined,
      level: -Infinity,
      deviceId: '',
    }
  }
  /** Says a sentence, by default the next one, unless one is being said. */
  const say = (index = said): void => {
    const sentence = sentences[index % sentences.length]
    if (speaking.length > 0 || sentence === undefined) return
    said = index + 1
    speaking = [...sentence]
    sound(sentence)
  }
  return { open, isSpeaking: () => speaking.length > 0, say }
}

/** The part of the simulator's sockets that breaks a connection. */
interface Breakable {
  terminate(): void
}

/** What a simulated call needs: the platform in the page, and a user. */
export const simulateCall = async (json: unknown, log?: (entry: LogEntry) => void) => {
  const [scenario, voice] = await Promise.all([loadScenario(json), load(userVoice)])
  const platform = simulatePlatform({ scenario, ...(log && { log }) })
  const sockets: Breakable[] = []
  class WebSocket extends (platform.WebSocket as new (url: string) => Breakable) {
    constructor(url: string) {
      super(url)
      sockets.push(this)
    }
  }
  return {
    platform: { ...platform, WebSocket },
    /** Breaks the connection, as a cable that is pulled. */
    cutLine: () => sockets.at(-1)?.terminate(),
    user: createUser(sentencesOf(voice)),
  }
}
