import { encodePcm16Base64, mixToMono, readWav, toPcm16 } from '@vatel/audio'
import { sampleRate, type SessionVariable } from '@vatel/core'
import * as E from 'fp-ts/Either'
import { InvalidScenarioError } from '../invalid-scenario.ts'
import { speakText } from '../voice/speak-text.ts'
import { decodeScenario, type Pace, type Scenario } from './scenario.ts'

/** A chunk of recorded speech, as it crosses the wire. */
export interface SpeechChunk {
  /** Base64 of PCM16, mono, 24 000 Hz. */
  readonly audio: string
  readonly samples: Int16Array
  readonly durationMs: number
}

/** A line of the agent: its text and its audio. */
export interface ScriptLine {
  readonly text: string
  readonly chunks: readonly SpeechChunk[]
}

/** A scenario with its recordings; a call needs nothing else. */
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

/** A line without a recording, spoken by a synthetic voice. */
const unrecordedLine = (text: string, { chunkMs }: Pace): ScriptLine => ({
  text,
  chunks: cut(speakText(text), chunkMs),
})

/**
 * Combines a scenario with the samples of its lines (PCM16, mono, 24 000 Hz, by the line's name). A synthetic voice
 * speaks lines without samples.
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

/** Replaces `{{key}}` by the variable of this key; a placeholder without a variable stays. */
export const fillIn = (text: string, variables: readonly SessionVariable[] = []): string =>
  text.replace(
    /\{\{([^{}]*)\}\}/g,
    (placeholder, key: string) => variables.find((each) => each.key === key.trim())?.value ?? placeholder,
  )

/** Returns a line with the given text: the recorded one if there is one, else one of the synthetic voice. */
export const lineSaying = ({ lines, scenario }: LoadedScenario, text: string): ScriptLine =>
  [...lines.values()].find((line) => line.text === text) ?? unrecordedLine(text, scenario.pace)

const samplesOf = (bytes: Uint8Array, bad: (remedy: string) => InvalidScenarioError): Int16Array => {
  const wav = E.tryCatch(
    () => readWav(bytes),
    () => bad('expected a WAV file'),
  )
  if (E.isLeft(wav)) throw wav.left
  const { sampleRate: rate, channels } = wav.right
  if (rate !== sampleRate) throw bad(`expected a WAV file of ${sampleRate} Hz, got ${rate} Hz`)
  return toPcm16(mixToMono(channels))
}

/**
 * Reads a scenario from parsed JSON and its recordings with `readFile`, which receives each line's `speech`.
 *
 * @throws {InvalidScenarioError} with the place in the scenario and what would be valid there; `file` names the
 * scenario in it.
 */
export const readScenario = async (
  data: unknown,
  file: string,
  readFile: (path: string) => Promise<Uint8Array>,
): Promise<LoadedScenario> => {
  const read = decodeScenario(data, file)
  if (E.isLeft(read)) throw read.left
  const readSpeech = async ([name, speech]: readonly [string, string]) => {
    const bad = (remedy: string) => new InvalidScenarioError(file, `lines.${name}.speech`, remedy)
    const bytes = await readFile(speech).catch(() => undefined)
    if (bytes === undefined) throw bad(`expected the path of a WAV file, got ${JSON.stringify(speech)}`)
    return [name, samplesOf(bytes, bad)] as const
  }
  const recorded = Object.entries(read.right.lines).flatMap(([name, { speech }]) =>
    speech === undefined ? [] : [[name, speech] as const],
  )
  const speech = await Promise.all(recorded.map(readSpeech))
  return buildScenario(read.right, new Map(speech))
}
