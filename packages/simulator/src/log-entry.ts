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
