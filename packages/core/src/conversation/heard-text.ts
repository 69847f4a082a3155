import { sampleRate } from '../protocol/audio-payload.ts'
import { findLastLine, type AgentEntry, type Transcript, type TranscriptEntry } from './transcript-entry.ts'

/** A text in two parts, the heard one and the rest. Joined they are the text. */
export interface HeardSplit {
  readonly heardText: string
  readonly unheardText: string
}

/**
 * Splits a text by the share of its sound that was played, 0 to 1, after the last word that was heard whole. The split
 * is an estimate: it takes speech to be even.
 */
export const splitHeard = (text: string, share: number): HeardSplit => {
  const reached = Math.floor(text.length * Math.min(1, Math.max(0, share)))
  if (reached === text.length) return { heardText: text, unheardText: '' }
  // A word was heard whole when the next character, which is not part of it, is reached as well.
  const end = text.slice(0, reached + 1).search(/\s\S*$/)
  const at = Math.max(0, end)
  return { heardText: text.slice(0, at), unheardText: text.slice(at) }
}

/** About 160 words a minute (Tauroza and Allison 1990, monologues on the radio), until the agent's own pace is known. */
const charactersPerSecond = 15

/** Number of the agent's latest turns that its pace is taken from. */
const pacedTurns = 16

/** Returns `true` for a turn of the agent that was said to its end: its sound and its text tell the pace. */
export const showsPace = (entry: TranscriptEntry | undefined): entry is AgentEntry =>
  entry?.who === 'agent' && entry.complete && !entry.interrupted && entry.receivedSamples > 0

/** The agent's pace, in samples for each character. */
const paceOf = (transcript: Transcript): number => {
  let characters = 0
  let samples = 0
  let turns = 0
  findLastLine(transcript, (entry) => {
    if (!showsPace(entry)) return false
    characters += entry.text.length
    samples += entry.receivedSamples
    turns += 1
    return turns === pacedTurns
  })
  return characters === 0 ? sampleRate / charactersPerSecond : samples / characters
}

/** An older platform does not mark the end of an utterance: what was heard to its end was all, unless it was cut. */
const isWhole = ({ complete, heardSamples, interrupted, receivedSamples }: AgentEntry): boolean =>
  complete || (heardSamples === receivedSamples && !interrupted)

/**
 * Sound of the whole text of a turn, in samples. The text comes before most of its sound: when a turn is cut short the
 * rest never comes, and the sound that came is no measure.
 */
const expectedSamples = (entry: AgentEntry, transcript: Transcript): number =>
  isWhole(entry)
    ? entry.receivedSamples
    : Math.max(entry.receivedSamples, Math.round(entry.text.length * paceOf(transcript)))

/** Splits the text of a turn by what was heard of it. Returns the same entry when the split does not change. */
export const withHeardText = (entry: AgentEntry, transcript: Transcript): AgentEntry => {
  const { heardSamples, text } = entry
  const expected = heardSamples === 0 ? 0 : expectedSamples(entry, transcript)
  const split = splitHeard(text, expected === 0 ? 0 : heardSamples / expected)
  return split.heardText === entry.heardText && split.unheardText === entry.unheardText
    ? entry
    : { ...entry, ...split }
}
