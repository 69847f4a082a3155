import {
  type CallState,
  clientData,
  type ClientMessage,
  type EndReason,
  InvalidArgumentError,
  type InvalidMessageError,
  serverData,
  VatelError,
} from '@vatel/core'
import type { CallMessage } from '../call.ts'

/** First line of a record. */
export interface RecordHeader {
  readonly record: 'vatel-call'
  /** Version of this format. */
  readonly version: 1
  /** Wall-clock time at the start of the record, ISO 8601. */
  readonly startedAt: string
}

/** Stands for audio that was left out of a record. */
export interface AudioMark {
  /** Number of samples, at 24 000 Hz. */
  readonly samples: number
  /** FNV-1a hash, 32 bits, of the base64, in hexadecimal: equal for equal audio. Absent for `audio: 'length'`. */
  readonly fnv1a?: string
}

/** End reason as a record keeps it: an error by its name and message. */
export type RecordedEnd =
  | Exclude<EndReason, { readonly type: 'failed' }>
  | { readonly type: 'failed'; readonly error: { readonly _tag: string; readonly message: string } }

/** Each line after the header. `atMs` is monotonic, in milliseconds since the start of the record. */
export type RecordEntry = { readonly atMs: number } & (
  | { readonly dir: 'in'; readonly message: CallMessage; readonly audio?: AudioMark }
  | { readonly dir: 'out'; readonly message: ClientMessage; readonly audio?: AudioMark }
  | { readonly invalid: Pick<InvalidMessageError, 'type' | 'issues' | 'length'> }
  | { readonly state: CallState }
  | { readonly end: RecordedEnd }
)

/** Thrown by `replay` when its text is not a record of a call, or is a record of a newer version. */
export class InvalidRecordError extends VatelError<'InvalidRecordError'> {
  readonly retryable = false
  constructor(
    /** Number of the invalid line, from 1. */
    readonly line: number,
    /** The requirement that the line does not meet. */
    remedy: string,
  ) {
    super('InvalidRecordError', `line ${String(line)}: ${remedy}`)
  }
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const isJson = (text = ''): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const parseLine = (text: string, line: number): Fields => {
  if (!isJson(text)) throw new InvalidRecordError(line, 'must be JSON')
  const value: unknown = JSON.parse(text)
  if (!isFields(value)) throw new InvalidRecordError(line, 'must be an object')
  return value
}

type Codecs = ReadonlyMap<unknown, { is(data: unknown): boolean }>
const incoming: Codecs = /* @__PURE__ */ new Map(/* @__PURE__ */ Object.entries(serverData))
const outgoing: Codecs = /* @__PURE__ */ new Map(/* @__PURE__ */ Object.entries(clientData))

const isMessage = ({ dir, message }: Fields): boolean => {
  if (!isFields(message)) return false
  if (dir === 'in' && message['type'] === 'unknown') return typeof message['wireType'] === 'string'
  const codecs = dir === 'in' ? incoming : outgoing
  return codecs.get(message['type'])?.is(message['data']) ?? false
}

const isEntry = (fields: Fields): fields is Fields & RecordEntry => {
  if (typeof fields['atMs'] !== 'number') return false
  if ('message' in fields) return isMessage(fields)
  if ('state' in fields) return typeof fields['state'] === 'string'
  const { invalid, end } = fields
  return isFields(invalid)
    ? Array.isArray(invalid['issues'])
    : isFields(end) && typeof end['type'] === 'string'
}

/**
 * Parses the text of a record. A last line that was cut off, as by the end of a process, is ignored.
 *
 * @throws {InvalidRecordError} with the number of the first invalid line
 * @throws {InvalidArgumentError} in JavaScript, for what is no text
 */
export const parseRecord = (text: string): readonly RecordEntry[] => {
  // In JavaScript it may be anything, such as a file that is not read yet.
  if (typeof text !== 'string') throw new InvalidArgumentError('text', 'must be the text of a record')
  const [header = '', ...lines] = text.trimEnd().split(/\r?\n/)
  const { record, version } = parseLine(header, 1)
  if (record !== 'vatel-call')
    throw new InvalidRecordError(1, 'must be the header of a record of a Vatel call')
  if (version !== 1)
    throw new InvalidRecordError(1, 'must have version 1: update @vatel/rx to read a newer version')
  const complete = text.endsWith('\n') || isJson(lines.at(-1)) ? lines : lines.slice(0, -1)
  return complete.map((line, at) => {
    const fields = parseLine(line, at + 2)
    if (!isEntry(fields))
      throw new InvalidRecordError(
        at + 2,
        'must be a message, an invalid message, a state or an end, with its time',
      )
    return fields
  })
}
