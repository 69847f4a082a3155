import { type Clock, type EndReason, systemClock } from '@vatel/core'
import { concat, defer, ignoreElements, map, merge, type Observable, of, shareReplay } from 'rxjs'
import type { Call } from '../call.ts'
import type { RecordedEnd, RecordEntry, RecordHeader } from './call-record.ts'
import { keepAudio, type KeptAudio } from './keep-audio.ts'
import { redact } from './redact.ts'

/** What to write down. */
export interface RecordOptions {
  /**
   * `all`: the voices too, so that the call can be heard again. `hash`: of each piece its length, and a hash that tells
   * it from others. `length`: its length alone.
   *
   * @defaultValue `hash` - a tenth of the size, and nobody's voice
   */
  readonly audio?: KeptAudio
  /**
   * Gives the lines their times.
   *
   * @defaultValue `systemClock` - the machine's
   */
  readonly clock?: Clock
  /**
   * The wall clock at the start.
   *
   * @defaultValue `new Date()` - the machine's, when it is subscribed
   */
  readonly startedAt?: Date
}

const recordedEnd = (reason: EndReason): RecordedEnd =>
  reason.type === 'failed'
    ? { type: 'failed', error: { _tag: reason.error._tag, message: reason.error.message } }
    : reason

/** A thousandth of a millisecond is as fine as browsers tell. */
const round = (ms: number): number => Math.round(ms * 1_000) / 1_000

/**
 * Writes a call down as NDJSON: gives a header, then a line for every message either way, every bad one and every
 * change of state, each with its monotonic time, and at last the end. A line comes without its line break. What looks
 * like a token, a key or a password is blotted out.
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
 */
export const record =
  ({ audio = 'hash', clock = systemClock, startedAt }: RecordOptions = {}) =>
  (call: Pick<Call, 'messages$' | 'sent$' | 'invalid$' | 'state$' | 'end$'>): Observable<string> =>
    defer(() => {
      const startMs = clock.performance.now()
      const header: RecordHeader = {
        record: 'vatel-call',
        version: 1,
        startedAt: (startedAt ?? new Date()).toISOString(),
      }
      const timed = <T extends object>(entry: T) => ({
        atMs: round(clock.performance.now() - startMs),
        ...entry,
      })
      const end$ = call.end$.pipe(
        map((reason) => timed({ end: recordedEnd(reason) })),
        shareReplay({ bufferSize: 1, refCount: true }),
      )
      const entries$: Observable<RecordEntry> = merge(
        call.state$.pipe(map((state) => timed({ state }))),
        call.messages$.pipe(map((message) => timed({ dir: 'in' as const, ...keepAudio(message, audio) }))),
        call.sent$.pipe(map((message) => timed({ dir: 'out' as const, ...keepAudio(message, audio) }))),
        call.invalid$.pipe(map(({ type, issues, length }) => timed({ invalid: { type, issues, length } }))),
        end$.pipe(ignoreElements()),
      )
      return concat(of(header), entries$, end$).pipe(map((line) => JSON.stringify(line, redact)))
    })
