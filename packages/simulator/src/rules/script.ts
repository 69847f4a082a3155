import { encodePcm16Base64 } from '@vatel/audio'
import { sampleRate } from '@vatel/core'
import type { Pace, Scenario } from './scenario.ts'
import { speakText } from './spoken-text.ts'

/** A piece of recorded speech, as it crosses the wire. */
export interface SpeechChunk {
  /** Base64 of PCM16, mono, 24 000 Hz. */
  readonly audio: string
  readonly samples: Int16Array
  readonly durationMs: number
}

/** One line of the agent: its words and its recording. */
export interface ScriptLine {
  readonly text: string
  readonly chunks: readonly SpeechChunk[]
}

/** A scenario together with its recordings: all that a call needs. */
export interface LoadedScenario {
  readonly scenario: Scenario
  readonly lines: ReadonlyMap<string, ScriptLine>
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

/** A line that nobody has recorded, said with a made-up voice. */
export const unrecordedLine = (text: string, { chunkMs }: Pace): ScriptLine => ({
  text,
  chunks: cut(speakText(text), chunkMs),
})

/**
 * Puts a scenario and the samples of its lines (PCM16, mono, 24 000 Hz, by the line's name) together. A made-up voice
 * says the lines that have none.
 */
export const buildScenario = (
  scenario: Scenario,
  speech: ReadonlyMap<string, Int16Array>,
): LoadedScenario => {
  const { lines, pace } = scenario
  const lineOf = (name: string, text: string): ScriptLine => {
    const samples = speech.get(name)
    return samples === undefined ? unrecordedLine(text, pace) : { text, chunks: cut(samples, pace.chunkMs) }
  }
  return {
    scenario,
    lines: new Map(Object.entries(lines).map(([name, { text }]) => [name, lineOf(name, text)])),
  }
}
