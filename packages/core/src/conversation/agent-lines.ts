import type { PlaybackEvent } from './devices.ts'
import { showsPace, withHeardText } from './heard-text.ts'
import { heardAfter } from './playback.ts'
import { findLastLine, mapLines, putLine, type AgentEntry, type Transcript } from './transcript-entry.ts'

const newTurn = (turnId: string): AgentEntry => ({
  who: 'agent',
  turnId,
  text: '',
  final: false,
  cancelled: false,
  interrupted: false,
  closed: false,
  heardText: '',
  unheardText: '',
  receivedSamples: 0,
  complete: false,
  heardSamples: 0,
})

const wasHeardWhole = ({ final, heardSamples, receivedSamples }: AgentEntry): boolean =>
  final && receivedSamples > 0 && heardSamples === receivedSamples

const withInterrupted = (entry: AgentEntry): AgentEntry => {
  const interrupted = entry.cancelled && !wasHeardWhole(entry)
  return interrupted === entry.interrupted ? entry : { ...entry, interrupted }
}

/** Splits the open lines again, after the agent's pace or a cancellation has changed. Closed lines keep their split. */
const splitAgain = (transcript: Transcript): Transcript =>
  mapLines(transcript, (entry) =>
    entry.who === 'agent' && !entry.closed ? withHeardText(entry, transcript) : entry,
  )

/** Puts a line. A turn that was said to its end changes the agent's pace, and so the split of the other open lines. */
const putTurn = (transcript: Transcript, at: number, changed: AgentEntry): Transcript => {
  const entry = withInterrupted(changed)
  const lines = putLine(transcript, at, entry)
  if (showsPace(entry) || showsPace(transcript[at])) return splitAgain(lines)
  const split = withHeardText(entry, lines)
  if (split !== entry) lines[at < 0 ? lines.length - 1 : at] = split
  return lines
}

/** Changes the open line of a turn, or begins one. */
export const changeTurn = (
  transcript: Transcript,
  turnId: string,
  change: (entry: AgentEntry) => Partial<AgentEntry>,
): Transcript => {
  const at = findLastLine(
    transcript,
    (entry) => entry.who === 'agent' && entry.turnId === turnId && !entry.closed,
  )
  const found = transcript[at]
  const entry = found?.who === 'agent' ? found : newTurn(turnId)
  return putTurn(transcript, at, { ...entry, ...change(entry) })
}

/** Follows the speaker. */
export const hearTurn = (transcript: Transcript, event: PlaybackEvent): Transcript => {
  const at = findLastLine(transcript, (entry) => entry.who === 'agent' && entry.turnId === event.turnId)
  const entry = transcript[at]
  if (entry?.who !== 'agent') return transcript
  const heardSamples = heardAfter(entry, event)
  return heardSamples === entry.heardSamples
    ? transcript
    : putTurn(transcript, at, { ...entry, heardSamples })
}

/** Index of the first line of the present exchange: the last words of the user that the agent has answered. */
const exchangeStart = (transcript: Transcript): number => {
  let answered = false
  return findLastLine(transcript, (entry) => {
    answered ||= entry.who === 'agent'
    return answered && entry.who === 'user' && entry.text !== ''
  })
}

/**
 * Cancels every open turn. Where no speaker reports what is heard, only the agent's words since the user's last words
 * were cut short: the turns before them are over.
 */
export const cancelTurns = (transcript: Transcript): Transcript => {
  const isHeard = findLastLine(transcript, (entry) => entry.who === 'agent' && entry.heardSamples > 0) >= 0
  const start = isHeard ? 0 : exchangeStart(transcript)
  return splitAgain(
    mapLines(transcript, (entry, at) => {
      if (entry.who !== 'agent' || entry.closed) return entry
      if (at < start) return { ...entry, closed: true }
      return entry.cancelled ? entry : withInterrupted({ ...entry, cancelled: true })
    }),
  )
}

/** Closes the cancelled turns: the user has finished speaking. */
export const closeTurns = (transcript: Transcript): Transcript =>
  mapLines(transcript, (entry) =>
    entry.who === 'agent' && entry.cancelled && !entry.closed ? { ...entry, closed: true } : entry,
  )
