/** Something that crossed the wire. */
export type LogEntry =
  | {
      readonly type: 'message'
      /** When, in milliseconds after the platform was started. */
      readonly atMs: number
      readonly callId: string
      /** `in`: from the client; `out`: to it. */
      readonly direction: 'in' | 'out'
      /** The message as it crossed. */
      readonly text: string
    }
  | {
      readonly type: 'request'
      /** When, in milliseconds after the platform was started. */
      readonly atMs: number
      readonly method: string
      /** The path without its query, which can hold a token. */
      readonly path: string
      readonly status: number
    }

/** Sound would fill the screen; its length says enough. */
const withoutSound = (text: string): string =>
  text.replace(/"audio":"([^"]{40,})"/, (_, audio: string) => `"audio":"${audio.length} characters"`)

/** Writes an entry as one line of JSON, without the sound of its message. */
export const formatLogEntry = (entry: LogEntry): string =>
  JSON.stringify(entry.type === 'message' ? { ...entry, text: withoutSound(entry.text) } : entry)
