import type { ServerData } from '../protocol/server-message.ts'
import { put, type Transcript } from './transcript-entry.ts'

/** The line stands where the voice began, so that an answer which overtakes the recogniser does not overtake the line. */
export const beginUser = (transcript: Transcript): Transcript => [
  ...transcript.filter((entry) => entry.who !== 'user' || entry.final || entry.text !== ''),
  { who: 'user', text: '', final: false },
]

/**
 * Puts the user's words into the first line that is open for them: the recogniser is done with one utterance before it
 * gives words of the next. They are of the same turn, where the platform tells turns.
 */
export const hearUser = (
  transcript: Transcript,
  { transcript: text, is_final: final, turn_id: turnId }: ServerData<'input_audio_transcript'>,
): Transcript => {
  const at = transcript.findIndex(
    (entry) =>
      entry.who === 'user' &&
      !entry.final &&
      (entry.turnId === undefined || turnId === undefined || entry.turnId === turnId),
  )
  return put(transcript, at, { who: 'user', text, final, ...(turnId !== undefined && { turnId }) })
}
