import { everyFrame, readWav, rmsDbfs, systemClock, toPcm16 } from '@vatel/audio'
import type { CapturedFrame, WebMicrophone } from '@vatel/audio/web'
import workletUrl from '@vatel/audio/worklets/voice.js?url'
import { schema, tool } from '@vatel/core'
import { type LoadedScenario, readScenario, simulatePlatform } from '@vatel/simulator'
import cityGuide from '@vatel/simulator/scenarios/city-guide.json'
import goodbye from '@vatel/simulator/speech/city-guide/goodbye.wav?url'
import greeting from '@vatel/simulator/speech/city-guide/greeting.wav?url'
import museums from '@vatel/simulator/speech/city-guide/museums.wav?url'
import pardon from '@vatel/simulator/speech/city-guide/pardon.wav?url'
import rainy from '@vatel/simulator/speech/city-guide/rainy.wav?url'
import sorry from '@vatel/simulator/speech/city-guide/sorry.wav?url'
import sunny from '@vatel/simulator/speech/city-guide/sunny.wav?url'
import userVoice from '@vatel/simulator/speech/city-guide/user.wav?url'
import { createVoiceCall, type VoiceCall } from '@vatel/voice'

/** A simulated call in the page. */
export interface Talk {
  /** The call, as any page would use it. */
  readonly call: VoiceCall
  /** Lets the user say the next sentence now, also while the agent speaks. */
  readonly say: () => void
  /** Breaks the connection, as a cable that is pulled. */
  readonly cutLine: () => void
}

const frameLength = 480
const silence = new Int16Array(frameLength)
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

const loadScenario = () =>
  readScenario(cityGuide, 'city-guide.json', (path) => {
    const name = /(\w+)\.wav$/.exec(path)?.[1] ?? ''
    return load(recordings[name] ?? path)
  })

/** The sentences of a recording: what stands between pauses of more than a second. */
const sentencesOf = (wav: Uint8Array): readonly (readonly Int16Array[])[] => {
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

/** A microphone that speaks prepared sentences, one at a time. */
const createUser = (sentences: readonly (readonly Int16Array[])[]) => {
  const waiting = sentences.map((frames) => [...frames])
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
  return {
    open,
    isSpeaking: () => speaking.length > 0,
    say: () => {
      if (speaking.length === 0) speaking = waiting.shift() ?? []
    },
  }
}

/** The part of the simulator's sockets that breaks a connection. */
interface Breakable {
  terminate(): void
}

/** The platform in the page, whose connection can be broken. */
const createPlatform = (scenario: LoadedScenario) => {
  const platform = simulatePlatform({ scenario })
  const sockets: Breakable[] = []
  class WebSocket extends (platform.WebSocket as new (url: string) => Breakable) {
    constructor(url: string) {
      super(url)
      sockets.push(this)
    }
  }
  return { platform: { ...platform, WebSocket }, cutLine: () => sockets.at(-1)?.terminate() }
}

/**
 * Prepares a call with the simulated city guide in this page: the packages of a real page, a scripted agent and recorded
 * voices.
 */
export const createTalk = async ({ isToolSlow }: { readonly isToolSlow: () => boolean }): Promise<Talk> => {
  const [scenario, voice] = await Promise.all([loadScenario(), load(userVoice)])
  const { platform, cutLine } = createPlatform(scenario)
  const user = createUser(sentencesOf(voice))
  const call = createVoiceCall({
    token: platform,
    audio: { workletUrl },
    tools: {
      get_weather: tool({
        args: schema.object({ city: schema.string }),
        run: async ({ city }) => {
          await new Promise((resolve) => setTimeout(resolve, isToolSlow() ? 4_000 : 200))
          return `sunny, 21 degrees in ${city}`
        },
      }),
    },
    devices: {
      openMicrophone: () => Promise.resolve(user.open()),
      willAskForMicrophone: () => Promise.resolve(false),
    },
  })
  // The user answers when the agent has been silent for a second.
  let timer: ReturnType<typeof setTimeout> | undefined
  let phase = ''
  call.subscribe((snapshot) => {
    if (snapshot.phase === phase) return
    phase = snapshot.phase
    clearTimeout(timer)
    const isFirst = snapshot.transcript.length === 0
    if (phase === 'listening' && !isFirst && !user.isSpeaking()) timer = setTimeout(user.say, 1_000)
  })
  return { call, say: user.say, cutLine }
}
