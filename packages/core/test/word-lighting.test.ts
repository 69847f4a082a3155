import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  encodeAudio,
  initialTranscript,
  percentile,
  reduceTranscript,
  type AgentEntry,
  type TranscriptEvent,
} from '../src/index.ts'

/** Speech with marks: the end of each word in the text, and the milliseconds at which it begins and ends in the sound. */
interface MarkedSpeech {
  readonly voice: string
  readonly text: string
  readonly totalMs: number
  readonly words: readonly (readonly [endAt: number, startMs: number, endMs: number])[]
}

/**
 * Marked recordings. `espeak` and `held-out` are speech of espeak-ng, whose library reports the first sample of each word and of
 * each pause; the weights of letters and pauses were chosen with `espeak` alone, and `held-out` has other sentences, voices,
 * rates, and German and Spanish. `human` is people reading: sentences of LibriVox and prompts of Asterisk (recorded by Allison
 * Smith, CC BY-SA), whose words PocketSphinx has aligned with their text.
 */
const readMarked = (name: 'espeak' | 'held-out' | 'human'): readonly MarkedSpeech[] =>
  JSON.parse(readFileSync(join(__dirname, `marked-speech/${name}.json`), 'utf8')) as readonly MarkedSpeech[]

const samplesOf = (ms: number) => Math.round(ms * 24)

/** Times at which the words of a turn light up, as its sound is heard in steps of 10 ms. */
const litTimes = ({ text, totalMs, words }: MarkedSpeech): readonly number[] => {
  const turn_id = 'a'
  const whole: readonly TranscriptEvent[] = [
    { type: 'response_text', data: { turn_id, text, is_final: true } },
    {
      type: 'response_audio',
      data: { turn_id, audio: encodeAudio(new Int16Array(samplesOf(totalMs))), is_final: true },
    },
  ]
  let lines = whole.reduce(reduceTranscript, initialTranscript)
  const lit: number[] = []
  for (let ms = 0; ms <= totalMs + 10; ms += 10) {
    const heardSamples = samplesOf(Math.min(ms, totalMs))
    lines = reduceTranscript(lines, { type: 'progress', turnId: turn_id, heardSamples, atMs: ms })
    const { heardText } = lines[0] as AgentEntry
    while (lit.length < words.length && heardText.length >= (words[lit.length]?.[0] ?? Infinity)) lit.push(ms)
  }
  return lit
}

/** Distances of the lighting of each word from the word, and from its end, in milliseconds. */
const errorsOf = (recordings: readonly MarkedSpeech[]) =>
  recordings.flatMap((speech) => {
    const lit = litTimes(speech)
    return speech.words.map(([, startMs, endMs], at) => {
      const ms = lit[at] ?? Infinity
      return { fromWord: Math.max(0, startMs - ms, ms - endMs), fromEnd: Math.abs(ms - endMs) }
    })
  })

describe('words that light up as they are heard', () => {
  const errors = errorsOf(readMarked('espeak'))

  it('light up while they are said, or within 150 ms of that: 95 of 100 words of a marked recording', () => {
    const distances = errors.map(({ fromWord }) => fromWord)
    expect(distances.length).toBeGreaterThan(350)
    expect(percentile(distances, 0.95)).toBeLessThanOrEqual(150)
    expect(percentile(distances, 0.5)).toBe(0)
  })

  it('light up within 250 ms of their last sound: 95 of 100 words', () => {
    expect(
      percentile(
        errors.map(({ fromEnd }) => fromEnd),
        0.95,
      ),
    ).toBeLessThanOrEqual(250)
  })

  // A text alone does not say how long a speaker pauses: these bounds are what is reached, and keep it from growing worse.
  it.each([
    ['sentences, voices and languages that the weights were not chosen with', 'held-out', 400, 0, 150],
    ['people who read, with pauses of their own', 'human', 500, 90, 710],
  ] as const)('light up near the words of %s', (_what, name, count, median, most) => {
    const distances = errorsOf(readMarked(name)).map(({ fromWord }) => fromWord)
    expect(distances.length).toBeGreaterThan(count)
    expect(percentile(distances, 0.5)).toBeLessThanOrEqual(median)
    expect(percentile(distances, 0.95)).toBeLessThanOrEqual(most)
  })
})
