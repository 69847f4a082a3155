import { encodePcm16Base64 } from '@vatel/audio'
import type { Scenario } from './scenario.ts'

/** Samples a second of every sound in a call. */
export const sampleRate = 24_000

/** A piece of recorded speech, as it crosses the wire. */
export interface SpeechChunk {
  /** Base64 of PCM16, mono, 24 000 Hz. */
  readonly audio: string
  readonly samples: Int16Array
  readonly durationMs: number
}

/** One line of the agent: its words and its recording. */
export interface Line {
  readonly text: string
  readonly chunks: readonly SpeechChunk[]
}

/** A scenario together with its recordings: all that a call needs. */
export interface Script {
  readonly scenario: Scenario
  readonly lines: ReadonlyMap<string, Line>
}

const cut = (samples: Int16Array, chunkMs: number): readonly SpeechChunk[] => {
  const size = Math.round((chunkMs * sampleRate) / 1_000)
  return Array.from({ length: Math.ceil(samples.length / size) }, (_, index) => {
    const piece = samples.slice(index * size, (index + 1) * size)
    return {
      audio: encodePcm16Base64(piece),
      samples: piece,
      durationMs: (piece.length / sampleRate) * 1_000,
    }
  })
}

/** Puts a scenario and the samples of its lines (PCM16, mono, 24 000 Hz, by the line's name) together. */
export const writeScript = (scenario: Scenario, speech: ReadonlyMap<string, Int16Array>): Script => ({
  scenario,
  lines: new Map(
    Object.entries(scenario.lines).map(([name, { text }]) => [
      name,
      { text, chunks: cut(speech.get(name) ?? new Int16Array(0), scenario.pace.chunkMs) },
    ]),
  ),
})
