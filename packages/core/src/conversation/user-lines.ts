import type { ServerData } from '../protocol/server-message.ts'
import {
  findLastLine,
  findLine,
  mapLines,
  putLine,
  type Transcript,
  type TranscriptEntry,
  type UserEntry,
} from './transcript-entry.ts'

const isOpen = (entry: TranscriptEntry): entry is UserEntry => entry.who === 'user' && !entry.final

const isEmpty = (entry: TranscriptEntry): boolean => isOpen(entry) && entry.text === ''

const isSpoken = (entry: TranscriptEntry): boolean => isOpen(entry) && entry.text !== ''

const removeEmpty = (transcript: Transcript): Transcript =>
  findLine(transcript, isEmpty) < 0 ? transcript : transcript.filter((entry) => !isEmpty(entry))

/**
 * Begins a line where the voice begins, so that an answer which overtakes the recogniser does not overtake the line. A
 * line that is still empty moves to the end.
 */
export const beginUtterance = (transcript: Transcript): Transcript =>
  putLine(removeEmpty(transcript), -1, { who: 'user', text: '', final: false })

/** Ends the user's lines with the session: what was heard is final, and a line without words goes. */
export const endUtterances = (transcript: Transcript): Transcript =>
  mapLines(removeEmpty(transcript), (entry) => (isOpen(entry) ? { ...entry, final: true } : entry))

/** Recognisers add case and punctuation to a final text. */
const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

const extendsText = (before: string, text: string): boolean => wordsOf(text).startsWith(wordsOf(before))

const userAt = (transcript: Transcript, at: number): UserEntry | undefined => {
  const entry = transcript[at]
  return entry?.who === 'user' ? entry : undefined
}

/** Returns `true` when a turn of the agent has begun after a line. */
const isAnswered = (transcript: Transcript, at: number): boolean =>
  findLastLine(transcript, ({ who }) => who === 'agent') > at

type Words = ServerData<'input_audio_transcript'>

/**
 * Index of the line for words without a turn id, -1 for a new one, `undefined` for words that repeat old ones. Voice
 * activity and the agent's turns delimit utterances: words that do not extend the line before belong to the next one.
 */
const placeOf = (
  transcript: Transcript,
  { transcript: text, is_final: final }: Words,
): number | undefined => {
  const empty = findLastLine(transcript, isEmpty)
  const spoken = findLastLine(transcript, isSpoken)
  const open = userAt(transcript, spoken)
  if (open !== undefined) {
    if (extendsText(open.text, text)) return spoken
    if (empty > spoken) return empty
    return isAnswered(transcript, spoken) ? -1 : spoken
  }
  if (empty >= 0) return empty
  const last = findLastLine(transcript, ({ who }) => who === 'user')
  const before = userAt(transcript, last)?.text ?? ''
  if (before === '' || !extendsText(text, before)) return -1
  if (!final) return undefined
  return wordsOf(before) === wordsOf(text) && !isAnswered(transcript, last) ? undefined : -1
}

/** Index of the line for words of a turn that the platform names, -1 for a new one, `undefined` for late interims. */
const placeOfTurn = (
  transcript: Transcript,
  { turn_id: turnId, is_final: final }: Words,
): number | undefined => {
  const known = findLastLine(transcript, (entry) => entry.who === 'user' && entry.turnId === turnId)
  if (known >= 0) return userAt(transcript, known)?.final === true && !final ? undefined : known
  return findLine(transcript, (entry) => isOpen(entry) && entry.turnId === undefined)
}

/** The recogniser is done with the lines before the one it has words of, though their final text never came. */
const closeBefore = (
  transcript: Transcript,
  at: number,
  { turn_id: turnId, is_final: final }: Words,
): Transcript =>
  mapLines(transcript, (entry, place) => {
    const isPassed = turnId === undefined || final
    return place < at && isPassed && isSpoken(entry) && entry.who === 'user'
      ? { ...entry, final: true }
      : entry
  })

/**
 * Puts the user's words into their line. An interim text that comes after its final one and a final text that is
 * repeated change nothing. A final text without words removes its line: it was a noise.
 */
export const hearUser = (transcript: Transcript, words: Words): Transcript => {
  const { transcript: text, is_final: final, turn_id: turnId } = words
  const at = turnId === undefined ? placeOf(transcript, words) : placeOfTurn(transcript, words)
  if (at === undefined || (text === '' && (!final || at < 0))) return transcript
  if (text === '') return transcript.filter((_, place) => place !== at)
  const found = userAt(transcript, at)
  const named = turnId === undefined ? found?.turnId : turnId
  const entry: UserEntry = { who: 'user', text, final, ...(named !== undefined && { turnId: named }) }
  const lines = putLine(transcript, at, entry)
  return closeBefore(lines, at < 0 ? lines.length - 1 : at, words)
}
