import { sampleRate } from '../protocol/audio-payload.ts'
import type { AgentEntry, Transcript, TranscriptEntry } from './transcript-entry.ts'

/** About 160 words a minute (Tauroza and Allison 1990, monologues on the radio), until the agent's own pace is known. */
const charactersPerSecond = 15

/** Tells whether a line is a turn of the agent that was said to its end: these tell the agent's pace. */
export const isMeasure = (entry: TranscriptEntry | undefined): entry is AgentEntry =>
  entry?.who === 'agent' && entry.complete && !entry.interrupted

/** The agent's pace, in samples for each character, by what it has said to the end. */
const pace = (transcript: Transcript): number => {
  let characters = 0
  let samples = 0
  for (const entry of transcript) {
    if (!isMeasure(entry)) continue
    characters += entry.text.length
    samples += entry.receivedSamples
  }
  return characters === 0 || samples === 0 ? sampleRate / charactersPerSecond : samples / characters
}

/** An older platform does not say where an utterance ends: then what was heard to its end was all, unless it was cut. */
const isWhole = ({ complete, heardSamples, interrupted, receivedSamples }: AgentEntry): boolean =>
  complete || (heardSamples === receivedSamples && !interrupted)

/**
 * How much sound a turn's whole text has, in samples. The text comes before most of its sound: of a turn that was cut
 * short the rest never comes, and what came is no measure.
 */
export const expectedSamples = (entry: AgentEntry, transcript: Transcript): number =>
  isWhole(entry)
    ? entry.receivedSamples
    : Math.max(entry.receivedSamples, Math.round(entry.text.length * pace(transcript)))
