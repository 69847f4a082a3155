import { printable } from '@vatel/core'

/** A message or request that crossed the wire. */
export type LogEntry =
  | {
      readonly type: 'message'
      /** Time in milliseconds since the platform was started. */
      readonly atMs: number
      readonly callId: string
      /** `in`: from the client; `out`: to the client. */
      readonly direction: 'in' | 'out'
      /** The message as it crossed the wire. */
      readonly text: string
    }
  | {
      readonly type: 'request'
      /** Time in milliseconds since the platform was started. */
      readonly atMs: number
      readonly method: string
      /** The path without its query, which may contain a token. */
      readonly path: string
      readonly status: number
    }

/** Replaces audio by its length, so that a log stays readable. */
const withoutSound = (text: string): string =>
  text.replace(/"audio":"([^"]{40,})"/, (_, audio: string) => `"audio":"${audio.length} characters"`)

/** Formats an entry as one line of JSON, with the length of audio in place of the audio. */
export const formatLogEntry = (entry: LogEntry): string =>
  printable(JSON.stringify(entry.type === 'message' ? { ...entry, text: withoutSound(entry.text) } : entry))
