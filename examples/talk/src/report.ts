import type { EndReason, Latency, Transcript, UplinkStats } from '@vatel/core'
import type { Reaction } from './interruption-watch.ts'

/** Report of a call, as text without layout. */
export interface Report {
  readonly turns: readonly TurnRow[]
  readonly facts: readonly Fact[]
}

/** One answer of the agent. */
interface TurnRow {
  /** First words of the answer. */
  readonly said: string
  /** Time from the end of the user's speech to the first byte of the answer. */
  readonly firstByte: string
  /** Time from the end of the user's speech to the first audible sample. */
  readonly firstSound: string
}

/** A figure of the whole call. */
interface Fact {
  readonly name: string
  readonly value: string
}

/** Data for a report. */
export interface CallFigures {
  readonly transcript: Transcript
  readonly latency: Latency
  readonly reactions: readonly Reaction[]
  readonly audio: UplinkStats
  readonly end: EndReason
  readonly durationMs: number
}

const frameMs = 20

const milliseconds = (value: number | undefined): string =>
  value === undefined ? '-' : `${Math.round(value)} ms`

const frames = (soundMs: number): string => `${Math.round(soundMs / frameMs)}`

/** Describes the end of a call in words. */
export const describeEnd = (end: EndReason): string => {
  switch (end.type) {
    case 'hung-up':
      return 'hung up here'
    case 'session-ended':
      return 'ended by the platform'
    case 'refused':
      return `refused by the platform (${end.status}${end.message === '' ? '' : `, ${end.message}`})`
    case 'lost':
      return `connection lost (${end.code}${end.reason === '' ? '' : `, ${end.reason}`})`
    case 'timed-out':
      return `timed out while ${end.stage}`
    case 'failed':
      return end.error.message
  }
}

const formatReactions = (reactions: readonly Reaction[]): string =>
  reactions.length === 0
    ? 'not interrupted'
    : `${reactions.map(({ silentAfterMs }) => silentAfterMs.toFixed(1)).join(', ')} ms to silence`

const saidWidth = 40

/** First words of a turn. */
const beginningOf = (turnId: string, transcript: Transcript): string => {
  const entry = transcript.findLast((line) => line.who === 'agent' && line.turnId === turnId)
  const text = entry?.who === 'agent' ? entry.text : ''
  return text.length <= saidWidth ? text : `${text.slice(0, saidWidth).replace(/\s+\S*$/, '')} ...`
}

/** Creates the report of a call. */
export const reportOf = ({
  transcript,
  latency,
  reactions,
  audio,
  end,
  durationMs,
}: CallFigures): Report => ({
  turns: latency.turns.map(({ turnId, firstByteMs, firstSoundMs: firstSoundMs }) => ({
    said: beginningOf(turnId, transcript),
    firstByte: milliseconds(firstByteMs),
    firstSound: milliseconds(firstSoundMs),
  })),
  facts: [
    { name: 'barge-in', value: formatReactions(reactions) },
    { name: 'frames sent', value: frames(audio.sentMs) },
    { name: 'frames dropped', value: frames(audio.droppedMs) },
    { name: 'length', value: `${(durationMs / 1_000).toFixed(1)} s` },
    { name: 'end', value: describeEnd(end) },
  ],
})
