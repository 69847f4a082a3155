import type { AgentEntry, Transcript, TranscriptEntry } from '@vatel/core'
import { saveFile } from '../save-file.ts'
import { words, type ElementTexts } from '../texts.ts'
import { clockText } from './clock-text.ts'
import { type CallTimes } from './follow-call.ts'

/** Formats of a transcript file. */
export type TranscriptFormat = 'text' | 'json' | 'vtt' | 'srt'

/** A transcript and its times. */
export interface TimedTranscript {
  readonly transcript: Transcript
  readonly times: Readonly<CallTimes>
  /** Names of the speakers, and `interrupted`. @defaultValue English */
  readonly texts?: Partial<ElementTexts>
}

/** One line with its times from the start of the call, in milliseconds. */
interface Cue {
  readonly who: TranscriptEntry['who']
  readonly text: string
  readonly startMs: number
  readonly endMs: number
  readonly interrupted: boolean
}

/** Shortest time that a caption stays, in milliseconds. */
const shortestCueMs = 500

/** Returns whether what is still unheard of a line stays so: the line was interrupted, or the call is over. */
export const isCutOff = ({ interrupted }: AgentEntry, isOver: boolean): boolean => interrupted || isOver

/** Returns the lines that were said: of the agent what was heard. */
const cuesOf = ({ transcript, times }: TimedTranscript): readonly Cue[] => {
  const zero = times.startedAtMs ?? times.lines[0]?.startMs ?? 0
  const starts = transcript.map((_, at) => Math.max(0, (times.lines[at]?.startMs ?? zero) - zero))
  return transcript.flatMap((entry, at) => {
    if (entry.who === 'tool') return []
    const startMs = starts[at] ?? 0
    const endMs = Math.max(startMs + shortestCueMs, (times.lines[at]?.endMs ?? zero) - zero)
    const isCut = entry.who === 'agent' && isCutOff(entry, times.endedAtMs !== undefined)
    const text = (isCut ? entry.heardText : entry.text).trim()
    const interrupted = entry.who === 'agent' && entry.interrupted
    return text === '' ? [] : [{ who: entry.who, text, startMs, endMs, interrupted }]
  })
}

/** Formats a time of a caption file: `00:01:05.250`, with a comma for SubRip. */
const cueTime = (ms: number, point: '.' | ','): string => {
  const whole = Math.round(ms)
  const part = (value: number, length: number) => `${value}`.padStart(length, '0')
  const seconds = Math.floor(whole / 1_000)
  return `${part(Math.floor(seconds / 3_600), 2)}:${part(Math.floor(seconds / 60) % 60, 2)}:${part(seconds % 60, 2)}${point}${part(whole % 1_000, 3)}`
}

/** Empty lines end a cue, and `-->` would begin one. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('-->', '→')

const escapeVtt = (text: string): string =>
  oneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const textsOf = ({ texts }: TimedTranscript) => ({ ...words, ...texts })

const formats: Readonly<Record<TranscriptFormat, (given: TimedTranscript) => string>> = {
  text: (given) =>
    cuesOf(given)
      .map(
        ({ who, text, startMs, interrupted }) =>
          `[${clockText(startMs)}] ${textsOf(given)[who]}: ${text}${interrupted ? ` [${textsOf(given).interrupted}]` : ''}\n`,
      )
      .join(''),
  json: (given) => {
    const zero = given.times.startedAtMs ?? given.times.lines[0]?.startMs ?? 0
    const lines = given.transcript.map((entry, at) => {
      const { startMs, endMs } = given.times.lines[at] ?? { startMs: zero, endMs: zero }
      return {
        startMs: Math.max(0, Math.round(startMs - zero)),
        endMs: Math.max(0, Math.round(endMs - zero)),
        ...entry,
      }
    })
    return `${JSON.stringify(lines, undefined, 2)}\n`
  },
  vtt: (given) =>
    `WEBVTT\n${cuesOf(given)
      .map(
        ({ who, text, startMs, endMs }, at) =>
          `\n${at + 1}\n${cueTime(startMs, '.')} --> ${cueTime(endMs, '.')}\n<v ${textsOf(given)[who]}>${escapeVtt(text)}\n`,
      )
      .join('')}`,
  srt: (given) =>
    cuesOf(given)
      .map(
        ({ who, text, startMs, endMs }, at) =>
          `${at + 1}\n${cueTime(startMs, ',')} --> ${cueTime(endMs, ',')}\n${textsOf(given)[who]}: ${oneLine(text)}\n`,
      )
      .join('\n'),
}

/**
 * Formats a transcript as text, JSON, WebVTT or SubRip. Captions and text have what was heard; JSON has each line as it is
 * in the snapshot. Times are milliseconds from the start of the call.
 *
 * @example
 * const captions = formatTranscript({ transcript, times }, 'vtt')
 */
export const formatTranscript = (given: TimedTranscript, format: TranscriptFormat): string =>
  formats[format](given)

const types: Readonly<Record<TranscriptFormat, readonly [ending: string, type: string]>> = {
  text: ['txt', 'text/plain'],
  json: ['json', 'application/json'],
  vtt: ['vtt', 'text/vtt'],
  srt: ['srt', 'application/x-subrip'],
}

/** Lets the user save a transcript as a file. */
export const downloadTranscript = (given: TimedTranscript, format: TranscriptFormat): void => {
  const [ending, type] = types[format]
  const file = new Blob([formatTranscript(given, format)], { type: `${type};charset=utf-8` })
  saveFile(file, `transcript.${ending}`)
}
