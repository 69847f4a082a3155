import {
  type CallOptions,
  type Clock,
  createClient,
  encodeAudio,
  type Microphone,
  type MicrophoneFrame,
  sampleRate,
} from '@vatel/core'
import { ignoreElements, merge, type Observable, of, share, Subject, switchMap, takeUntil } from 'rxjs'
import type { Call } from '../call.ts'
import { connectCall, type ConnectCallOptions } from '../connect-call.ts'
import { microphoneFrames, sendAudio } from '../operators/send-audio.ts'
import { type AssertEqual, type AsyncSimulation, simulateAsync } from './simulate.ts'

/** A tool call of the simulated agent, and its reply to the output. */
export interface ConversationToolCall {
  readonly tool: string
  /** Values of the arguments, by name. */
  readonly arguments?: Readonly<Record<string, unknown>>
  /** The agent's reply to any output. */
  readonly then: string
}

/** One letter of a conversation: the user's words, and the agent's reaction. */
export interface ConversationTurn {
  /** The user's words, as the transcript has them. */
  readonly words: string
  /** The agent's answer, or its tool call. */
  readonly answer: string | ConversationToolCall
  /** True when the agent ends the call after its answer has been heard. */
  readonly ends?: boolean
}

/** A conversation as a marble diagram. */
export interface Conversation<Faults = never> {
  /**
   * The user's speech: a letter of `turns` while the user says its words, any other character is silence. Leading spaces
   * are ignored, so that it can stand above the expectations. Each character is 100 ms; the test ends with the diagram.
   */
  readonly user: string
  /** The meaning of each letter. */
  readonly turns: Readonly<Record<string, ConversationTurn>>
  /** The agent's first words. */
  readonly greeting: string
  /** Faults of the simulator. */
  readonly faults?: Faults
}

/** Milliseconds per character. */
const characterMs = 100

/** Milliseconds of a microphone frame. */
const frameMs = 20

/** Milliseconds that the agent takes for a word. */
const wordMs = 300

/** Milliseconds of a chunk of the agent's speech. */
const chunkMs = 200

/** Samples of one period of the voice. */
const voicePeriod = 160

/** Makes a sawtooth of 150 Hz, which voice-activity detectors take for a voice. */
const synthesizeVoice = (ms: number): Int16Array =>
  Int16Array.from(
    { length: (ms * sampleRate) / 1_000 },
    (_, at) => ((at % voicePeriod) / voicePeriod - 0.5) * 16_000,
  )

const spokenFrame = synthesizeVoice(frameMs)
const silentFrame = new Int16Array(spokenFrame.length)

/** Makes a microphone that hears the user of a conversation, in the time of the clock. */
const simulateMicrophone = ({ user, turns }: Conversation<unknown>, clock: Clock): Microphone => {
  const diagram = user.trimStart()
  const startMs = clock.performance.now()
  const listeners = new Set<(frame: MicrophoneFrame) => void>()
  let timer: unknown
  const isSpeaking = (atMs: number): boolean => (diagram[Math.floor(atMs / characterMs)] ?? '-') in turns
  const emitFrame = (index: number) => {
    const atMs = index * frameMs
    const frame = { pcm: isSpeaking(atMs) ? spokenFrame : silentFrame, atMs }
    for (const listener of listeners) listener(frame)
    scheduleFrame(index + 1)
  }
  const scheduleFrame = (index: number) => {
    // A frame comes when it is complete; timed from the start, so that no error accumulates.
    const waitMs = startMs + (index + 1) * frameMs - clock.performance.now()
    timer = listeners.size === 0 ? undefined : clock.setTimeout(() => emitFrame(index), waitMs)
  }
  return {
    listen(listener) {
      listeners.add(listener)
      if (timer === undefined) scheduleFrame(Math.ceil((clock.performance.now() - startMs) / frameMs))
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clock.clearTimeout(timer)
        timer = undefined
      }
    },
    close: () => {
      listeners.clear()
      clock.clearTimeout(timer)
    },
  }
}

interface Argument {
  readonly name: string
  readonly value: unknown
}

/** A turn in the form of a simulator scenario. */
interface ScenarioTurn {
  readonly user: string
  readonly say?: string
  readonly call?: {
    readonly tool: string
    readonly arguments: readonly Argument[]
    readonly answers: readonly never[]
    readonly otherwise: string
  }
  readonly end?: boolean
}

/** A chunk of speech. Its type is written out: TypeScript before 5.7 cannot read the one that is inferred. */
interface SpokenChunk {
  readonly audio: string
  readonly samples: Int16Array
  readonly durationMs: number
}

const speechOf = (text: string) => {
  const voice = synthesizeVoice(text.split(' ').length * wordMs)
  const size = (chunkMs * sampleRate) / 1_000
  const chunks = Array.from({ length: Math.ceil(voice.length / size) }, (_, at): SpokenChunk => {
    const samples = voice.slice(at * size, (at + 1) * size)
    return { audio: encodeAudio(samples), samples, durationMs: (samples.length / sampleRate) * 1_000 }
  })
  return { text, chunks }
}

const scenarioTurn = ({ words, answer, ends = false }: ConversationTurn): ScenarioTurn => {
  const turn = { user: words, ...(ends ? { end: true } : {}) }
  if (typeof answer === 'string') return { ...turn, say: answer }
  const args = Object.entries(answer.arguments ?? {}).map(([name, value]) => ({ name, value }))
  return { ...turn, call: { tool: answer.tool, arguments: args, answers: [], otherwise: answer.then } }
}

/** Returns the letters in the order of the user's speech: the same letter without a gap is said once. */
const lettersOf = ({ user, turns }: Conversation<unknown>): readonly string[] =>
  Array.from(user.trimStart()).filter((letter, at, all) => letter in turns && letter !== all[at - 1])

/** Makes the scenario that the simulator plays; the lines of speech are named by their words. */
const scenarioOf = (conversation: Conversation<unknown>) => {
  const { turns, greeting } = conversation
  const spoken = lettersOf(conversation).flatMap((letter) => turns[letter] ?? [])
  const answers = spoken.map(({ answer }) => (typeof answer === 'string' ? answer : answer.then))
  const texts = [...new Set([greeting, ...answers])]
  return {
    scenario: {
      name: 'simulated',
      agent: {
        id: '00000000-0000-4000-8000-0000000000d0',
        name: 'Simulated',
        vad_settings: { start_secs: 0.1, stop_secs: 0.3 },
      },
      pace: { chunkMs, chunksPerBurst: 3, burstEveryMs: 200 },
      thinkMs: 200,
      lines: Object.fromEntries(texts.map((text) => [text, { text, speech: '' }])),
      opening: greeting,
      turns: spoken.map(scenarioTurn),
      otherwise: { user: '', say: greeting },
    },
    lines: new Map(texts.map((text) => [text, speechOf(text)])),
  }
}

/** The scenario that the simulator plays. */
export type ConversationScenario = ReturnType<typeof scenarioOf>

/** Creates a simulated platform; `simulatePlatform` of `@vatel/simulator` fits. */
export type SimulatePlatform<Faults> = (options: {
  readonly scenario: ConversationScenario
  readonly clock: Clock
  readonly faults?: Faults
}) => {
  readonly url: string
  readonly apiKey: string
  readonly agentId: string
  readonly fetch: typeof fetch
  readonly WebSocket: NonNullable<CallOptions['WebSocket']>
}

/** Arguments of a test of a simulated conversation. */
export interface SimulatedConversation extends AsyncSimulation {
  /** The call, with the user's voice in it; shared by all subscribers. */
  readonly call$: Observable<Call>
  /** Options of `connectCall` that reach the simulated platform, for calls of your own. */
  readonly line: ConnectCallOptions
  /** The microphone that hears the simulated user, for calls of your own. */
  readonly microphone: Microphone
}

/**
 * Holds a conversation with the simulator in virtual time: the user speaks where the marble diagram says so; the
 * simulator hears it, answers, is interrupted and calls tools. Each character of the expectations is 100 ms. The call is
 * hung up at the end of the diagram.
 *
 * The simulator is an argument, so that this package does not depend on it.
 *
 * @example
 * import { simulatePlatform } from '@vatel/simulator'
 *
 * await simulateConversation(assertEqual, simulatePlatform, conversation, ({ call$, expectObservable }) => {
 *   const words$ = call$.pipe(switchMap((call) => call.inputAudioTranscript$), filter(({ is_final }) => is_final))
 *   expectObservable(words$.pipe(map(({ transcript }) => transcript))).toBe('---------w', { w: 'What time is it?' })
 * })
 */
export const simulateConversation = async <Faults = never>(
  assertEqual: AssertEqual,
  simulatePlatform: SimulatePlatform<Faults>,
  conversation: Conversation<Faults>,
  test: (simulation: SimulatedConversation) => void,
): Promise<void> => {
  const end$ = new Subject<void>()
  const characters = conversation.user.trimStart().length
  let minting: Promise<unknown> = Promise.resolve()
  const realTime = () => minting.catch(() => undefined)
  await simulateAsync(assertEqual, { characters, characterMs, realTime }, (simulation) => {
    const { clock } = simulation
    const scenario = scenarioOf(conversation)
    const { faults } = conversation
    const platform = simulatePlatform({
      scenario,
      clock,
      ...(faults === undefined ? {} : { faults }),
    })
    const { apiKey, url: baseUrl, fetch, WebSocket, agentId } = platform
    // The key opens only the simulator, so the test may run in a browser too.
    const client = createClient({ apiKey, baseUrl, fetch, clock, exposeApiKeyInBrowser: true })
    const token = () => {
      const minted = client.session.generateToken({ agent_id: agentId })
      minting = minted
      return minted.then((session) => session.token)
    }
    const line: ConnectCallOptions = { token, baseUrl, WebSocket, clock }
    const microphone = simulateMicrophone(conversation, clock)
    const withVoice = (call: Call) =>
      merge(of(call), sendAudio(microphoneFrames(microphone))(call).pipe(ignoreElements()))
    const call$ = connectCall(line).pipe(switchMap(withVoice), takeUntil(end$), share())
    test({ ...simulation, call$, line, microphone })
  })
  end$.next()
}
