import { encodeAudio, sampleRate } from '@vatel/core'
import type { Conversation, ConversationTurn } from './conversation.ts'
import { voice } from './drawn-voice.ts'

/** How long the drawn agent takes for a word, in milliseconds. */
const wordMs = 300

/** A piece of speech as the simulator keeps it. */
const chunkMs = 200

interface Argument {
  readonly name: string
  readonly value: unknown
}

/** What the drawn agent does about one thing that the user says. */
interface ScriptedTurn {
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

const lineOf = (text: string) => {
  const samples = voice(text.split(' ').length * wordMs)
  const size = (chunkMs * sampleRate) / 1_000
  const chunks = Array.from({ length: Math.ceil(samples.length / size) }, (_, at) => {
    const piece = samples.slice(at * size, (at + 1) * size)
    return { audio: encodeAudio(piece), samples: piece, durationMs: (piece.length / sampleRate) * 1_000 }
  })
  return { text, chunks }
}

const spokenIn = ({ answer }: ConversationTurn): string => (typeof answer === 'string' ? answer : answer.then)

const scripted = ({ words, answer, ends = false }: ConversationTurn): ScriptedTurn => {
  const what = { user: words, ...(ends ? { end: true } : {}) }
  if (typeof answer === 'string') return { ...what, say: answer }
  const filled = Object.entries(answer.arguments ?? {}).map(([name, value]) => ({ name, value }))
  return { ...what, call: { tool: answer.tool, arguments: filled, answers: [], otherwise: answer.then } }
}

/** The letters in the order in which the user speaks them: the same letter without a gap is said once. */
const lettersOf = ({ user, turns }: Conversation<unknown>): readonly string[] =>
  Array.from(user.trimStart()).filter((letter, at, all) => letter in turns && letter !== all[at - 1])

/** Makes of a drawing what the simulator plays; its lines are named by their words. */
export const scenarioOf = (conversation: Conversation<unknown>) => {
  const { turns, greeting } = conversation
  const said = lettersOf(conversation).flatMap((letter) => turns[letter] ?? [])
  const texts = [...new Set([greeting, ...said.map(spokenIn)])]
  return {
    scenario: {
      name: 'drawn',
      agent: {
        id: '00000000-0000-4000-8000-0000000000d0',
        name: 'Drawn',
        vad_settings: { start_secs: 0.1, stop_secs: 0.3 },
      },
      pace: { chunkMs, chunksPerBurst: 3, burstEveryMs: 200 },
      thinkMs: 200,
      lines: Object.fromEntries(texts.map((text) => [text, { text, speech: '' }])),
      opening: greeting,
      turns: said.map(scripted),
      otherwise: { user: '', say: greeting },
    },
    lines: new Map(texts.map((text) => [text, lineOf(text)])),
  }
}

/** What the simulator plays. */
export type ConversationScenario = ReturnType<typeof scenarioOf>
