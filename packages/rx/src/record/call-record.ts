import type { InvalidMessageError, CallState, ClientMessage, EndReason } from '@vatel/core'
import type { CallMessage } from '../call.ts'

/** The first line of a record. */
export interface RecordHeader {
  readonly record: 'vatel-call'
  /** The version of this format. */
  readonly version: 1
  /** The wall clock when recording began, ISO 8601. */
  readonly startedAt: string
}

/** What stands for audio that was not kept. */
export interface AudioMark {
  /** How many samples it was, at 24 000 Hz. */
  readonly samples: number
  /** FNV-1a, 32 bits, of its base64, in hexadecimal: tells whether two pieces are the same. Absent when left out. */
  readonly fnv1a?: string
}

/** A reason as a record keeps it: an error by its name and sentence. */
export type RecordedEnd =
  | Exclude<EndReason, { readonly type: 'failed' }>
  | { readonly type: 'failed'; readonly error: { readonly _tag: string; readonly message: string } }

/** Every further line; `atMs` is monotonic, in milliseconds since recording began. */
export type RecordEntry = { readonly atMs: number } & (
  | { readonly dir: 'in'; readonly message: CallMessage; readonly audio?: AudioMark }
  | { readonly dir: 'out'; readonly message: ClientMessage; readonly audio?: AudioMark }
  | { readonly invalid: Pick<InvalidMessageError, 'type' | 'issues' | 'length'> }
  | { readonly state: CallState }
  | { readonly end: RecordedEnd }
)
