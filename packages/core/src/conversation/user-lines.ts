import type { ServerData } from '../protocol/server-message.ts'
import { findLine, putLine, type Transcript, type TranscriptEntry } from './transcript-entry.ts'

const isEmpty = (entry: TranscriptEntry): boolean => entry.who === 'user' && !entry.final && entry.text === ''

/**
 * Begins a line where the voice begins, so that an answer which overtakes the recogniser does not overtake the line. A
 * line that is still empty moves to the end.
 */
export const beginUtterance = (transcript: Transcript): Transcript => {
  const rest = findLine(transcript, isEmpty) < 0 ? transcript : transcript.filter((entry) => !isEmpty(entry))
  return putLine(rest, -1, { who: 'user', text: '', final: false })
}

/**
 * Puts the user's words into the first line that is open for them: the recogniser is done with one utterance before it
 * reports words of the next. They are of the same turn, where the platform names turns.
 */
export const hearUser = (
  transcript: Transcript,
  { transcript: text, is_final: final, turn_id: turnId }: ServerData<'input_audio_transcript'>,
): Transcript => {
  const at = findLine(
    transcript,
    (entry) =>
      entry.who === 'user' &&
      !entry.final &&
      (entry.turnId === undefined || turnId === undefined || entry.turnId === turnId),
  )
  return putLine(transcript, at, { who: 'user', text, final, ...(turnId !== undefined && { turnId }) })
}
