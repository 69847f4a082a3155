import { encodeAudio } from '@vatel/core'
import type { ScriptLine, LoadedScenario, ScriptedTurn } from '@vatel/simulator'
import { soundOf } from './messages.ts'

/** How long the agent's lines last, and how long they take to be sent, in milliseconds. */
export const lineMs = 200

const pace = { chunkMs: 40, chunksPerBurst: 2, burstEveryMs: 80 } as const

const line = (text: string): ScriptLine => {
  const samples = soundOf(pace.chunkMs)
  const chunk = { audio: encodeAudio(samples), samples, durationMs: pace.chunkMs }
  return { text, chunks: Array.from({ length: lineMs / pace.chunkMs }, () => chunk) }
}

type Answer = Omit<ScriptedTurn, 'user'>

/** What the agent of a test does about what the user says: nothing, unless it is told. */
export interface ScriptedAgent {
  readonly script: LoadedScenario
  /** Tells it what to do about what the user says next. */
  answerWith(answer: Answer): void
}

/** Makes an agent for the simulator whose next answer a test decides while the call runs. */
export const scriptAgent = (): ScriptedAgent => {
  // The rules look at it whenever the user has said something.
  const otherwise: { -readonly [K in keyof ScriptedTurn]: ScriptedTurn[K] } = { user: 'Yes.' }
  return {
    answerWith: ({ say, call, end }) => {
      for (const key of ['say', 'call', 'end'] as const) Reflect.deleteProperty(otherwise, key)
      Object.assign(otherwise, say && { say }, call && { call }, end && { end })
    },
    script: {
      scenario: {
        name: 'paths',
        agent: {
          id: '5f7a4d0e-3f0b-4b57-9a52-0c6a7d0c9f11',
          name: 'Paths',
          // An utterance ends after a second of silence, which no path holds by chance.
          vad_settings: { start_secs: 0.06, stop_secs: 1 },
        },
        pace,
        thinkMs: 0,
        lines: {},
        opening: 'nothing',
        turns: [],
        otherwise,
      },
      lines: new Map([['line', line('Hello there.')]]),
    },
  }
}
