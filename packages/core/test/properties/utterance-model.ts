import * as fc from 'fast-check'
import { initialTranscript, reduceTranscript, type TranscriptEvent } from '../../src/index.ts'
import { asks, began, interruption, said, session, stopped, user } from './events.ts'

/** One utterance of the user and the agent's answer to it, with what goes wrong on the way. */
export interface Exchange {
  /** Number of words; each word occurs once in the history. */
  readonly words: number
  /** The voice activity of the platform is seen; without it only the agent's turn delimits utterances. */
  readonly voice: boolean
  /** Numbers of words of the interim texts. */
  readonly interims: readonly number[]
  readonly hasFinal: boolean
  readonly finalRepeats: number
  /** Interim texts that come after the final one. */
  readonly lateInterims: readonly number[]
  /** Place of the agent's first text among the messages of the utterance, from its end. */
  readonly answerOvertakes: number
  /** A voice activity without words comes after it. */
  readonly noise: boolean
  readonly tool: boolean
  readonly interrupted: boolean
}

const exchange: fc.Arbitrary<Exchange> = fc.record({
  words: fc.integer({ min: 1, max: 6 }),
  voice: fc.boolean(),
  interims: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  hasFinal: fc.boolean(),
  finalRepeats: fc.nat(2),
  lateInterims: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 2 }),
  answerOvertakes: fc.nat(2),
  noise: fc.boolean(),
  tool: fc.boolean(),
  interrupted: fc.boolean(),
})

const wordsFrom = (first: number, count: number): string =>
  Array.from({ length: count }, (_, n) => `w${String(first + n)}x`).join(' ')

/** The messages of an exchange, and the lines that stand for it. */
const messagesOf = (
  { words, voice, hasFinal, answerOvertakes, ...it }: Exchange,
  at: number,
): readonly [messages: readonly TranscriptEvent[], lines: readonly string[]] => {
  const text = (count: number) => wordsFrom(at * 10, Math.min(count, words))
  const turnId = `turn ${String(at)}`
  // An utterance needs words to have a line, and words without a voice delimit it only by the answer after them.
  const interims = hasFinal || it.interims.length > 0 ? [...it.interims].sort((a, b) => a - b) : [words]
  const utterance: readonly TranscriptEvent[] = [
    ...interims.map((count) => user(text(count), false)),
    ...(voice ? [stopped] : []),
    ...(hasFinal
      ? [
          user(text(words)),
          ...Array.from({ length: it.finalRepeats }, () => user(text(words))),
          ...it.lateInterims.map((count) => user(text(count), false)),
        ]
      : []),
  ]
  const answer: readonly TranscriptEvent[] = [
    said(turnId, `answer ${String(at)}`),
    ...(it.tool ? [asks(turnId)] : []),
    ...(it.interrupted ? [interruption] : []),
  ]
  // A line stands where the voice began: only with voice activity may the answer overtake the recogniser.
  const overtakes = voice && it.finalRepeats === 0 ? Math.min(answerOvertakes, utterance.length) : 0
  const place = utterance.length - overtakes
  const messages = [
    ...(voice ? [began()] : []),
    ...utterance.slice(0, place),
    ...answer,
    ...utterance.slice(place),
    ...(it.noise ? [began(), stopped] : []),
  ]
  const said_ = hasFinal ? text(words) : text(interims.at(-1) ?? 0)
  return [messages, [`user: ${said_}`, `agent: answer ${String(at)}`]]
}

/** Histories of a call: exchanges, one after the other. */
export const histories = fc.array(exchange, { minLength: 1, maxLength: 8 })

/** Compares the transcript of a history with the lines that the model expects; returns the difference as text. */
export const differenceOf = (history: readonly Exchange[]): string | undefined => {
  const parts = history.map(messagesOf)
  const expected = parts.flatMap(([, lines]) => lines).join('\n')
  const transcript = parts
    .flatMap(([messages]) => messages)
    .concat(session.ended)
    .reduce(reduceTranscript, initialTranscript)
  const lines = transcript
    .flatMap((line) => (line.who === 'tool' ? [] : [`${line.who}: ${line.text}`]))
    .join('\n')
  if (lines !== expected) return `expected:\n${expected}\ngot:\n${lines}`
  return transcript.every((line) => line.who !== 'user' || line.final) ? undefined : `not final:\n${lines}`
}
