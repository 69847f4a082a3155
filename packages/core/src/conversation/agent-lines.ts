import { expectedSamples, isMeasure } from './expected-samples.ts'
import type { PlaybackEvent } from './devices.ts'
import { heardAfter } from './playback.ts'
import { splitHeard } from './split-heard.ts'
import { put, type AgentEntry, type Transcript } from './transcript-entry.ts'

const silent = (turnId: string): AgentEntry => ({
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

/** What follows from the rest, whichever of it came first. */
const settle = (transcript: Transcript, entry: AgentEntry): AgentEntry => {
  const expected = expectedSamples(entry, transcript)
  const split = splitHeard(entry.text, expected === 0 ? 0 : entry.heardSamples / expected)
  return split.heardText === entry.heardText && split.unheardText === entry.unheardText
    ? entry
    : { ...entry, ...split }
}

const mapAgent = (transcript: Transcript, change: (entry: AgentEntry) => AgentEntry): Transcript =>
  transcript.map((entry) => (entry.who === 'agent' ? change(entry) : entry))

const settleAll = (transcript: Transcript): Transcript =>
  mapAgent(transcript, (entry) => settle(transcript, entry))

const withCut = (entry: AgentEntry): AgentEntry => ({
  ...entry,
  interrupted: entry.cancelled && !wasHeardWhole(entry),
})

/** Puts a line; one that was said to its end tells the agent's pace, and so how much was heard of the others. */
const putAgent = (transcript: Transcript, at: number, changed: AgentEntry): Transcript => {
  const entry = withCut(changed)
  return isMeasure(entry) || isMeasure(transcript[at])
    ? settleAll(put(transcript, at, entry))
    : put(transcript, at, settle(transcript, entry))
}

/** Changes the line of a turn that is not over yet, or begins one. */
export const changeTurn = (
  transcript: Transcript,
  turnId: string,
  change: (entry: AgentEntry) => Partial<AgentEntry>,
): Transcript => {
  const at = transcript.findLastIndex(
    (entry) => entry.who === 'agent' && entry.turnId === turnId && !entry.closed,
  )
  const found = transcript[at]
  const entry = found?.who === 'agent' ? found : silent(turnId)
  return putAgent(transcript, at, { ...entry, ...change(entry) })
}

/** So much of a turn was heard; what was heard once was. */
export const hearTurn = (transcript: Transcript, event: PlaybackEvent): Transcript => {
  const at = transcript.findLastIndex((entry) => entry.who === 'agent' && entry.turnId === event.turnId)
  const entry = transcript[at]
  if (entry?.who !== 'agent') return transcript
  const heardSamples = heardAfter(entry, event)
  return heardSamples === entry.heardSamples
    ? transcript
    : putAgent(transcript, at, { ...entry, heardSamples })
}

/** Where the present exchange begins: with the last words of the user that the agent has answered. */
const exchangeStart = (transcript: Transcript): number => {
  const answer = transcript.findLastIndex(({ who }) => who === 'agent')
  return transcript.slice(0, answer + 1).findLastIndex((entry) => entry.who === 'user' && entry.text !== '')
}

/**
 * Cancels every turn. Where nothing ever tells what is heard, only what the agent has said since the user's last words
 * was cut by this: what it said before them is over.
 */
export const cancelTurns = (transcript: Transcript): Transcript => {
  const hears = transcript.some((entry) => entry.who === 'agent' && entry.heardSamples > 0)
  const start = hears ? 0 : exchangeStart(transcript)
  return settleAll(
    transcript.map((entry, at) => {
      if (entry.who !== 'agent' || entry.closed) return entry
      return at < start ? { ...entry, closed: true } : withCut({ ...entry, cancelled: true })
    }),
  )
}

/** The user has finished: what was cancelled is over. */
export const closeTurns = (transcript: Transcript): Transcript =>
  transcript.some((entry) => entry.who === 'agent' && entry.cancelled && !entry.closed)
    ? mapAgent(transcript, (entry) => (entry.cancelled ? { ...entry, closed: true } : entry))
    : transcript
