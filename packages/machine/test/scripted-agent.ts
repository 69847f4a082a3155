import { encodeAudio } from '@vatel/core'
import type { ScriptLine, LoadedScenario, ScriptedTurn } from '@vatel/simulator'
import { soundOf } from './messages.ts'

/** Length of the agent's lines, and of their sending, in milliseconds. */
export const lineMs = 200

const pace = { chunkMs: 40, chunksPerBurst: 2, burstEveryMs: 80 } as const

const line = (text: string): ScriptLine => {
  const samples = soundOf(pace.chunkMs)
  const chunk = { audio: encodeAudio(samples), samples, durationMs: pace.chunkMs }
  return { text, chunks: Array.from({ length: lineMs / pace.chunkMs }, () => chunk) }
}

type Answer = Omit<ScriptedTurn, 'user'>

/** The agent of a test. It answers nothing unless a test sets an answer. */
export interface ScriptedAgent {
  readonly script: LoadedScenario
  /** Sets the answer to the user's next utterance. */
  answerWith(answer: Answer): void
}

/** Creates an agent for the simulator whose next answer a test sets while the call runs. */
export const scriptAgent = (): ScriptedAgent => {
  // The simulator's rules read it after each utterance of the user.
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
          // An utterance ends after a second of silence: no path has one by chance.
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
