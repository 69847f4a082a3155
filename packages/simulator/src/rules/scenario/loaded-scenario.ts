import * as E from 'fp-ts/Either'
import { encodePcm16Base64, mixToMono, readWav, toPcm16 } from '@vatel/audio'
import { sampleRate, type SessionVariable } from '@vatel/core'
import { InvalidScenarioError } from '../invalid-scenario.ts'
import { decodeScenario, type Pace, type Scenario } from './scenario.ts'

/** Sound of a letter: duration, gain, two formants in hertz, and whether it is voiced. */
interface Sound {
  readonly ms: number
  readonly gain: number
  readonly formants: readonly [number, number]
  readonly isVoiced: boolean
}

const vowel = (first: number, second: number): Sound => ({
  ms: 95,
  gain: 1,
  formants: [first, second],
  isVoiced: true,
})
const voiced: Sound = { ms: 60, gain: 0.5, formants: [300, 1_300], isVoiced: true }
const hiss: Sound = { ms: 55, gain: 0.12, formants: [2_500, 4_500], isVoiced: false }
const gap = (ms: number): Sound => ({ ms, gain: 0, formants: [500, 1_500], isVoiced: false })

/** Formants of a male voice (Peterson and Barney, 1952). */
const vowels: Readonly<Record<string, Sound>> = {
  a: vowel(730, 1_090),
  e: vowel(530, 1_840),
  i: vowel(270, 2_290),
  o: vowel(570, 840),
  u: vowel(300, 870),
  y: vowel(390, 1_990),
}

const soundOf = (letter: string): Sound => {
  if (/[.!?;:]/.test(letter)) return gap(180)
  if (/\s|,/.test(letter)) return gap(40)
  return vowels[letter] ?? (/[cfhkpqstx]/.test(letter) ? hiss : voiced)
}

/** A resonator: a filter of two poles. */
const resonator = (bandwidthHz: number) => {
  const decay = Math.exp((-Math.PI * bandwidthHz) / sampleRate)
  let [last, before] = [0, 0]
  return (input: number, hertz: number): number => {
    const turn = 2 * decay * Math.cos((2 * Math.PI * hertz) / sampleRate)
    const output = (1 - decay) * input + turn * last - decay * decay * before
    ;[last, before] = [output, last]
    return output
  }
}

/**
 * Speaks a text with a synthetic voice. The words are not intelligible, but the voice has pitch, vowels and pauses, so
 * that a voice activity detector hears it as speech, and it lasts about as long as the text read aloud. The same text
 * gives the same samples.
 */
export const speakText = (text: string): Int16Array => {
  const sounds = Array.from(text.toLowerCase(), soundOf)
  const total = sounds.reduce((ms, sound) => ms + sound.ms, 0)
  const samples = new Int16Array((total * sampleRate) / 1_000)
  const [low, high] = [resonator(90), resonator(120)]
  let [at, phase, noise, gain] = [0, 0, 1, 0]
  for (const sound of sounds) {
    const [first, second] = sound.formants
    for (const end = at + (sound.ms * sampleRate) / 1_000; at < end; at++) {
      // The pitch falls over the sentence, as in speech.
      phase += (140 - (40 * at) / samples.length) / sampleRate
      const pulse = phase >= 1 ? 1 : 0
      phase -= pulse
      noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) | 0
      gain += (sound.gain - gain) * 0.004
      const source = sound.isVoiced ? pulse * 12 : noise / 2 ** 31
      samples[at] = Math.max(-1, Math.min(1, gain * (low(source, first) + high(source, second)))) * 20_000
    }
  }
  return samples
}

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
 * @example
 * const data = await (await fetch('/scenarios/support.json')).json()
 * const scenario = await readScenario(data, 'support.json', async (path) => {
 *   const response = await fetch(`/scenarios/${path}`)
 *   return new Uint8Array(await response.arrayBuffer())
 * })
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
