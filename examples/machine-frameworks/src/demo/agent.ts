import { encodeAudio } from '@vatel/core'
import type { ScriptLine, LoadedScenario } from '@vatel/simulator'
import { hum } from './sounds.ts'

const pace = { chunkMs: 200, chunksPerBurst: 3, burstEveryMs: 200 } as const

/** The agent hums: every word of it takes 300 ms. */
const line = (text: string): ScriptLine => {
  const samples = hum(160, pace.chunkMs)
  const chunk = { audio: encodeAudio(samples), samples, durationMs: pace.chunkMs }
  const lengthMs = text.split(' ').length * 300
  return { text, chunks: Array.from({ length: Math.ceil(lengthMs / pace.chunkMs) }, () => chunk) }
}

/** The scenario of the simulated agent: it greets, books a table when the user speaks, and asks for patience after that. */
export const agent: LoadedScenario = {
  scenario: {
    name: 'bistro',
    agent: {
      id: '0b6f1c55-6a0f-4a53-8d59-9a2f6f1b7c10',
      name: 'Victor',
      vad_settings: { start_secs: 0.2, stop_secs: 0.5 },
    },
    pace,
    thinkMs: 300,
    lines: {},
    opening: 'greeting',
    turns: [
      {
        user: 'A table for two, please.',
        call: {
          tool: 'book_table',
          arguments: [{ name: 'guests', dataType: 'integer', value: 2 }],
          answers: [{ matches: 'table', say: 'booked' }],
          otherwise: 'sorry',
        },
      },
    ],
    otherwise: { user: 'Hello?', say: 'sorry' },
  },
  lines: new Map([
    ['greeting', line('Good evening, this is Victor of the bistro. For how many may I lay a table tonight?')],
    ['booked', line('Done. We look forward to seeing you.')],
    ['sorry', line('I am sorry, that did not work.')],
  ]),
}
