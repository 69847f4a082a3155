import { everyFrame, readWav, rmsDbfs, systemClock, toPcm16 } from '@vatel/audio'
import { openSpeaker, unlockAudio } from '@vatel/audio/web'
import workletUrl from '@vatel/audio/worklets/voice.js?url'
import {
  type EndReason,
  type Microphone,
  type MicrophoneFrame,
  openCall,
  schema,
  tool,
  type Transcript,
} from '@vatel/core'
import { callMachine, outcomeOf, phaseOf, selectLatency, selectTranscript } from '@vatel/machine'
import { readScenario, simulatePlatform } from '@vatel/simulator'
import cityGuide from '@vatel/simulator/scenarios/city-guide.json'
import goodbye from '@vatel/simulator/speech/city-guide/goodbye.wav?url'
import greeting from '@vatel/simulator/speech/city-guide/greeting.wav?url'
import museums from '@vatel/simulator/speech/city-guide/museums.wav?url'
import pardon from '@vatel/simulator/speech/city-guide/pardon.wav?url'
import rainy from '@vatel/simulator/speech/city-guide/rainy.wav?url'
import sorry from '@vatel/simulator/speech/city-guide/sorry.wav?url'
import sunny from '@vatel/simulator/speech/city-guide/sunny.wav?url'
import { createActor } from 'xstate'
import userVoice from '../../../examples/talk/audio/user.wav?url'

/** The facts of a call that the page shows. */
export interface TalkView {
  readonly phase: string
  readonly lines: Transcript
  /** Milliseconds from the end of the user's speech to the first sound of the last answer. */
  readonly firstSoundMs: number | undefined
  /** Milliseconds from the last interruption to silence. */
  readonly silenceMs: number | undefined
  /** Reason of the end, once there is one. */
  readonly end: EndReason | undefined
}

/** A simulated call in the page. */
export interface Talk {
  /** Lets the user say the next sentence now, also while the agent speaks. */
  interrupt(): void
  /** Breaks the connection. */
  cutLine(): void
  /** Hangs up and closes everything. */
  close(): void
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
  const listeners = new Set<(frame: MicrophoneFrame) => void>()
  const waiting = [...sentences]
  let speaking: Int16Array[] = []
  const stop = everyFrame(systemClock, 20, () => {
    const pcm = speaking.shift() ?? silence
    for (const listener of listeners) listener({ pcm, atMs: performance.now() })
  })
  const microphone: Microphone = {
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: stop,
  }
  return {
    microphone,
    isSpeaking: () => speaking.length > 0,
    hasMore: () => waiting.length > 0,
    say: () => {
      if (speaking.length === 0) speaking = [...(waiting.shift() ?? [])]
    },
  }
}

/** The part of the simulator's sockets that breaks a connection, as a cable that is pulled. */
interface Breakable {
  terminate(): void
}

/**
 * Starts a call with the simulated city guide in this page: real packages, a scripted agent, recorded voices. Call it in
 * the handler of a click.
 */
export const startTalk = async (
  onView: (view: TalkView) => void,
  { slowTool }: { readonly slowTool: () => boolean },
): Promise<Talk> => {
  unlockAudio()
  const [speaker, scenario, voice] = await Promise.all([
    openSpeaker({ workletUrl }),
    loadScenario(),
    load(userVoice),
  ])
  const platform = simulatePlatform({ scenario })
  const sockets: Breakable[] = []
  class WebSocket extends (platform.WebSocket as new (url: string) => Breakable) {
    constructor(url: string) {
      super(url)
      sockets.push(this)
    }
  }
  const user = createUser(sentencesOf(voice))
  const tools = {
    get_weather: tool({
      args: schema.object({ city: schema.string }),
      run: async ({ city }) => {
        await new Promise((resolve) => setTimeout(resolve, slowTool() ? 4_000 : 200))
        return `sunny, 21 degrees in ${city}`
      },
    }),
  }
  const call = createActor(callMachine, {
    input: {
      connect: () => openCall({ token: platform.mintToken(), baseUrl: platform.url, WebSocket }),
      microphone: user.microphone,
      speaker,
      tools,
    },
  })
  let quietSince = performance.now()
  call.subscribe((snapshot) => {
    const { turns, bargeIns } = selectLatency(snapshot)
    onView({
      phase: phaseOf(snapshot),
      lines: selectTranscript(snapshot),
      firstSoundMs: turns.at(-1)?.firstSoundMs,
      silenceMs: bargeIns.at(-1)?.silenceMs,
      end: outcomeOf(snapshot)?.reason,
    })
    if (phaseOf(snapshot) !== 'listening') quietSince = Infinity
    else if (quietSince === Infinity) quietSince = performance.now()
  })
  // The user answers when the agent has been silent for a second.
  const timer = setInterval(() => {
    if (user.isSpeaking()) quietSince = performance.now()
    if (performance.now() - quietSince > 1_000) user.say()
  }, 100)
  const close = () => {
    clearInterval(timer)
    call.send({ type: 'hangUp' })
    user.microphone.close()
    speaker.close()
  }
  call.on('call.ended', () => {
    clearInterval(timer)
    user.microphone.close()
  })
  call.start().send({ type: 'call' })
  return { interrupt: user.say, cutLine: () => sockets.at(-1)?.terminate(), close }
}
