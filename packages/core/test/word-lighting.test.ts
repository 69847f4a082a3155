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

/**
 * Speech of espeak-ng whose library reports the first sample of each word and of each pause: the end of each word in
 * the text, and the milliseconds at which it begins and ends in the sound.
 */
interface MarkedSpeech {
  readonly text: string
  readonly totalMs: number
  readonly words: readonly (readonly [endAt: number, startMs: number, endMs: number])[]
}

const marked = JSON.parse(
  readFileSync(join(__dirname, 'marked-speech/espeak.json'), 'utf8'),
) as readonly MarkedSpeech[]

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

describe('words that light up as they are heard', () => {
  const errors = marked.flatMap((speech) => {
    const lit = litTimes(speech)
    return speech.words.map(([, startMs, endMs], at) => {
      const ms = lit[at] ?? Infinity
      return { fromWord: Math.max(0, startMs - ms, ms - endMs), fromEnd: Math.abs(ms - endMs) }
    })
  })

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
})
