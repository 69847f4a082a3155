import {
  assertOptions,
  type ClientMessage,
  type Clock,
  type EndReason,
  InvalidArgumentError,
  sampleCount,
  systemClock,
} from '@vatel/core'
import { concat, defer, ignoreElements, map, merge, type Observable, of, shareReplay } from 'rxjs'
import type { Call, CallMessage } from '../call.ts'
import type { AudioMark, RecordedEnd, RecordEntry, RecordHeader } from './record-format.ts'
import { redact } from './redact.ts'

/** Treatment of audio in a record: `all` keeps it, `hash` keeps its length and a hash, `length` keeps its length. */
export type KeptAudio = 'all' | 'hash' | 'length'

/** Options of `record`. */
export interface RecordOptions {
  /**
   * Audio to keep. `all`: the audio itself, so that the call can be heard again. `hash`: the length and a hash of each
   * chunk. `length`: the length only.
   *
   * @defaultValue `hash` - a tenth of the size, and no voice is stored
   */
  readonly audio?: KeptAudio
  /**
   * Times the lines.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
  /**
   * Wall-clock time of the header.
   *
   * @defaultValue `new Date()` - the time of the subscription
   */
  readonly startedAt?: Date
}

/** Hashes text with FNV-1a, 32 bits, to hexadecimal (draft-eastlake-fnv). Not a cryptographic hash. */
export const fnv1a = (text: string): string => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** Replaces the audio of a message by a mark, unless `kept` is `all`. */
const withoutAudio = <M extends CallMessage | ClientMessage>(
  message: M,
  kept: KeptAudio,
): { readonly message: M; readonly audio?: AudioMark } => {
  if (kept === 'all' || (message.type !== 'response_audio' && message.type !== 'input_audio'))
    return { message }
  const { audio } = message.data
  const mark = { samples: sampleCount(audio), ...(kept === 'hash' ? { fnv1a: fnv1a(audio) } : {}) }
  return { message: { ...message, data: { ...message.data, audio: '' } }, audio: mark }
}

const recordedEnd = (reason: EndReason): RecordedEnd =>
  reason.type === 'failed'
    ? { type: 'failed', error: { _tag: reason.error._tag, message: reason.error.message } }
    : reason

/** Rounds to a microsecond, the resolution of browsers. */
const roundMs = (ms: number): number => Math.round(ms * 1_000) / 1_000

/**
 * Writes a call as NDJSON: emits a header, then a line for every message in both directions, every invalid message and
 * every state, each with its monotonic time, and at last the end. A line has no line break. Tokens, keys and passwords
 * are redacted.
 *
 * ```
 * messages$  --a-----|
 * sent$      ----b---|
 * end$       --------(e|)
 * record     h-a-b---(e|)    h: header; a: in; b: out; e: end
 * ```
 *
 * @example
 * record()(call).subscribe((line) => file.write(`${line}\n`))
 *
 * @throws {InvalidArgumentError} when an option is unknown, or `audio` is none of its words
 */
export const record = (options: RecordOptions = {}) => {
  assertOptions<RecordOptions>(options, { audio: true, clock: true, startedAt: true })
  const { audio = 'hash', clock = systemClock, startedAt } = options
  // A misspelt word would store the length only.
  if (!['all', 'hash', 'length'].includes(audio))
    throw new InvalidArgumentError('audio', "must be 'all', 'hash' or 'length'")
  return (call: Pick<Call, 'messages$' | 'sent$' | 'invalid$' | 'state$' | 'end$'>): Observable<string> =>
    defer(() => {
      const startMs = clock.performance.now()
      const header: RecordHeader = {
        record: 'vatel-call',
        version: 1,
        startedAt: (startedAt ?? new Date()).toISOString(),
      }
      const timed = <T extends object>(entry: T) => ({
        atMs: roundMs(clock.performance.now() - startMs),
        ...entry,
      })
      const end$ = call.end$.pipe(
        map((reason) => timed({ end: recordedEnd(reason) })),
        shareReplay({ bufferSize: 1, refCount: true }),
      )
      const entries$: Observable<RecordEntry> = merge(
        call.state$.pipe(map((state) => timed({ state }))),
        call.messages$.pipe(map((message) => timed({ dir: 'in' as const, ...withoutAudio(message, audio) }))),
        call.sent$.pipe(map((message) => timed({ dir: 'out' as const, ...withoutAudio(message, audio) }))),
        call.invalid$.pipe(map(({ type, issues, length }) => timed({ invalid: { type, issues, length } }))),
        end$.pipe(ignoreElements()),
      )
      return concat(of(header), entries$, end$).pipe(map((line) => JSON.stringify(line, redact)))
    })
}
