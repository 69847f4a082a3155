import type { UplinkStats, EndReason, Latency, Transcript } from '@vatel/core'
import type { Silencing } from './silence-watch.ts'

/** The table at the end of a call, as text without any layout. */
export interface Report {
  readonly turns: readonly TurnRow[]
  readonly facts: readonly Fact[]
}

/** One of the agent's answers. */
export interface TurnRow {
  /** How it begins. */
  readonly said: string
  /** From the end of the user's speech to the first byte of the answer. */
  readonly firstByte: string
  /** From the end of the user's speech to the first sample heard. */
  readonly firstSound: string
}

/** Something about the whole call. */
export interface Fact {
  readonly name: string
  readonly value: string
}

/** What a report is made of. */
export interface CallFigures {
  readonly transcript: Transcript
  readonly latency: Latency
  readonly silencings: readonly Silencing[]
  readonly audio: UplinkStats
  readonly end: EndReason
  readonly durationMs: number
}

const frameMs = 20

const milliseconds = (value: number | undefined): string =>
  value === undefined ? '-' : `${Math.round(value)} ms`

const frames = (soundMs: number): string => `${Math.round(soundMs / frameMs)}`

/** Says in words why a call ended. */
export const endInWords = (end: EndReason): string => {
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

const reactions = (silencings: readonly Silencing[]): string =>
  silencings.length === 0
    ? 'not interrupted'
    : `${silencings.map(({ silentAfterMs }) => silentAfterMs.toFixed(1)).join(', ')} ms to silence`

const saidWidth = 40

/** The beginning of a turn's text, cut at a word. */
const beginningOf = (turnId: string, transcript: Transcript): string => {
  const entry = transcript.findLast((line) => line.who === 'agent' && line.turnId === turnId)
  const text = entry?.who === 'agent' ? entry.text : ''
  return text.length <= saidWidth ? text : `${text.slice(0, saidWidth).replace(/\s+\S*$/, '')} ...`
}

/** Makes the table at the end of a call. */
export const reportOf = ({
  transcript,
  latency,
  silencings,
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
    { name: 'barge-in', value: reactions(silencings) },
    { name: 'frames sent', value: frames(audio.sentMs) },
    { name: 'frames dropped', value: frames(audio.droppedMs) },
    { name: 'length', value: `${(durationMs / 1_000).toFixed(1)} s` },
    { name: 'end', value: endInWords(end) },
  ],
})
