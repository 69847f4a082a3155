import { createVirtualSpeaker } from '@vatel/audio'
import {
  createClient,
  decodeAudio,
  initialTranscript,
  openCall,
  reduceTranscript,
  runTools,
  schema,
  tool,
  type Microphone,
  type MicrophoneFrame,
  type Tools,
  type Transcript,
} from '@vatel/core'
import { callMachine, isPhase, outcomeOf, selectTranscript } from '@vatel/machine'
import { connectCall, microphoneFrames, playInto, sendAudio, toolResults, transcript } from '@vatel/rx'
import { ignoreElements, lastValueFrom, merge, switchMap } from 'rxjs'
import { createActor, waitFor } from 'xstate'

/** Words of the user, and of the agent after its tool has answered. The scenario of `scripts/checks/packed/runtimes.mjs` has them. */
const [asked, answered] = ['What time is it?', 'It is noon.']

/** The platform to call. */
export interface Line {
  readonly baseUrl: string
  readonly agentId: string
  /** The question of the user, as base64. */
  readonly voice: string
  /** The key of a server, which mints tokens with it. */
  readonly apiKey?: string
  /** The tokens of a program without a key. */
  readonly tokens?: readonly string[]
}

/** Mints a token for one call. */
type MintToken = () => Promise<string>

/** A tool that tells the time, and the number of its runs. */
const createTools = () => {
  let runs = 0
  const tools: Tools = {
    get_time: tool({
      args: schema.object({ zone: schema.string }),
      run: ({ zone }) => {
        runs++
        return `noon in ${zone}`
      },
    }),
  }
  return { tools, runs: () => runs }
}

/** A microphone that hears the question of the user, and silence before and after it. */
const createMicrophone = (question: string): Microphone => {
  const voice = decodeAudio(question)
  const listeners = new Set<(frame: MicrophoneFrame) => void>()
  let at = -24_000
  const timer = setInterval(() => {
    const pcm = new Int16Array(480)
    if (at >= 0) pcm.set(voice.subarray(at, at + 480))
    at += 480
    for (const listener of listeners) listener({ pcm, atMs: at / 24 })
  }, 20)
  return {
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => clearInterval(timer),
  }
}

/** Compares what a call left with what was said in it. */
const verdictOf = (face: string, lines: Transcript, runs: number, end: string | undefined): string => {
  const said = lines.flatMap((line) => (line.who === 'tool' ? [] : [line.text])).join(' | ')
  const isRight = said.includes(asked) && said.includes(answered) && runs === 1 && end === 'session-ended'
  return isRight ? 'ok' : `${face}: "${said}", ${runs} runs of the tool, end ${String(end)}`
}

/** With Promises. */
const withCore = async (mintToken: MintToken, { baseUrl, voice }: Line): Promise<string> => {
  const call = openCall({ token: await mintToken(), baseUrl })
  const { tools, runs } = createTools()
  runTools(call, tools)
  await call.started
  const microphone = createMicrophone(voice)
  const stop = microphone.listen(({ pcm }) => call.sendAudio(pcm))
  let lines = initialTranscript
  let speechBytes = 0
  for await (const message of call.messages()) {
    lines = reduceTranscript(lines, message)
    if (message.type === 'response_audio') speechBytes += (message.data.audio.length * 3) / 4
  }
  stop()
  microphone.close()
  if (speechBytes < 24_000) return `core: ${speechBytes} bytes of speech`
  return verdictOf('core', lines, runs(), (await call.ended).type)
}

/** With Observables. */
const withRx = async (mintToken: MintToken, { baseUrl, voice }: Line): Promise<string> => {
  const { tools, runs } = createTools()
  const microphone = createMicrophone(voice)
  const speaker = createVirtualSpeaker()
  const lines = await lastValueFrom(
    connectCall({ token: mintToken, baseUrl }).pipe(
      switchMap((call) => {
        const heard$ = playInto(speaker)(call)
        const sent$ = sendAudio(microphoneFrames(microphone))(call)
        const results$ = toolResults(tools)(call)
        return merge(transcript(heard$)(call), merge(sent$, results$).pipe(ignoreElements()))
      }),
    ),
  )
  microphone.close()
  speaker.close()
  return verdictOf('rx', lines, runs(), 'session-ended')
}

/** With the statechart. */
const withMachine = async (mintToken: MintToken, { baseUrl, voice }: Line): Promise<string> => {
  const { tools, runs } = createTools()
  const speaker = createVirtualSpeaker()
  const actor = createActor(callMachine, {
    input: {
      connect: async () => openCall({ token: await mintToken(), baseUrl }),
      microphone: () => createMicrophone(voice),
      speaker,
      tools,
    },
  }).start()
  actor.send({ type: 'call' })
  const snapshot = await waitFor(actor, isPhase('ended'))
  actor.stop()
  speaker.close()
  return verdictOf('machine', selectTranscript(snapshot), runs(), outcomeOf(snapshot)?.reason.type)
}

/** Mints tokens by REST where there is a key, and else takes those of the line. */
const createMint = async ({ apiKey, baseUrl, agentId, tokens = [] }: Line): Promise<MintToken> => {
  const left = [...tokens]
  if (apiKey === undefined) return () => Promise.resolve(left.pop() ?? 'none')
  const client = createClient({ apiKey, baseUrl, exposeApiKeyInBrowser: true })
  const agent = await client.agents.get(agentId)
  return async () => (await client.session.generateToken({ agent_id: agent.id ?? agentId })).token
}

/** Holds a whole call over a socket with each of core, rx and machine: token, speech both ways, a tool, the end. */
export const use = async (line: Line): Promise<string> => {
  const mintToken = await createMint(line)
  const verdicts = await Promise.all([withCore, withRx, withMachine].map((face) => face(mintToken, line)))
  return verdicts.every((verdict) => verdict === 'ok') ? 'ok' : verdicts.join('; ')
}
