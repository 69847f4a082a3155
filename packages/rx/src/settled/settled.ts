import { type Clock, type CallRecord, systemClock, type Transcript } from '@vatel/core'
import {
  concat,
  defer,
  distinctUntilChanged,
  EMPTY,
  expand,
  map,
  mergeMap,
  type Observable,
  throwError,
} from 'rxjs'
import { abortable } from '../abortable.ts'
import { after } from '../after.ts'
import { seenLines, storedLines } from './compared-line.ts'
import { type Look, look, noLook, type StoredCallPart, type CallStore } from './look.ts'
import { transcriptDifference, type TranscriptDifference } from './transcript-difference.ts'

/** What to wait for, and how long. */
export interface StoredCallOptions {
  /**
   * What has to be there.
   *
   * @defaultValue `['summary', 'transcript', 'cost', 'recording']` - everything
   */
  readonly wanted?: readonly StoredCallPart[]
  /** What this side saw of the conversation, to compare with what is stored. */
  readonly seen?: Transcript
  /**
   * How long to ask at most, in milliseconds.
   *
   * @defaultValue `300_000` - five minutes
   */
  readonly withinMs?: number
  /**
   * Draws the pauses between two looks, from 0 to below 1.
   *
   * @defaultValue `Math.random` - the machine's
   */
  readonly random?: () => number
  /**
   * Keeps the pauses.
   *
   * @defaultValue `systemClock` - the machine's
   */
  readonly clock?: Clock
}

/** A call as the platform has it so far. */
export interface StoredCall {
  readonly stored: CallRecord
  /** What is not there yet; empty at last, unless the time was up before. */
  readonly missing: readonly StoredCallPart[]
  /** Where `seen` and the stored transcript are not the same; absent until both are there. */
  readonly difference?: TranscriptDifference
}

/** One second at first, twice as long each time, up to fifteen; the later half of it by chance. */
const pauseMs = (looks: number, random: () => number): number =>
  Math.min(15_000, 1_000 * 2 ** looks) * (0.5 + random() / 2)

/**
 * Asks the platform for a call that has ended until its summary, transcript, cost and recording are there: gives the
 * call as it is stored, each time more of it is there, and completes when nothing is missing or the time is up. With
 * `seen` it says where the platform's transcript and what this side saw differ: the only account of a lost session.
 *
 * ```
 * asked       01-2---3       0: it is not stored yet; 1: it goes on; the pauses grow
 * settled     -a-b---(c|)    a: all is missing; b: but the transcript; c: nothing is
 * ```
 *
 * Errors with the `VatelError` that time will not mend, or that kept the call from being read at all.
 *
 * @example
 * settled(client, callId, { seen }).subscribe(({ missing, difference }) => show(missing, difference))
 */
export const storedCall = (
  client: CallStore,
  callId: string,
  {
    wanted = ['summary', 'transcript', 'cost', 'recording'],
    seen,
    withinMs = 300_000,
    random = Math.random,
    clock = systemClock,
  }: StoredCallOptions = {},
): Observable<StoredCall> =>
  defer(() => {
    const untilMs = clock.performance.now() + withinMs
    let looks = 0
    let latest = noLook(wanted)
    const again = (): Observable<Look> =>
      abortable((signal) => look(client, callId, latest, signal)).pipe(map((found) => (latest = found)))
    const next = (): Observable<Look> => {
      const waitMs = pauseMs(looks, random)
      looks += 1
      if (latest.stored !== undefined && latest.missing.length === 0) return EMPTY
      if (clock.performance.now() + waitMs > untilMs) return EMPTY
      return after(waitMs, undefined, clock).pipe(mergeMap(again))
    }
    const compared = (stored: CallRecord): { readonly difference?: TranscriptDifference } =>
      seen === undefined || stored.transcript === undefined
        ? {}
        : { difference: transcriptDifference(seenLines(seen), storedLines(stored)) }
    const unread$ = defer(() => (latest.stored === undefined ? throwError(() => latest.failure) : EMPTY))
    const found$ = defer(again).pipe(
      expand(next),
      mergeMap(({ stored, missing }) => (stored === undefined ? EMPTY : [{ stored, missing }])),
      distinctUntilChanged((before, now) => before.missing.length === now.missing.length),
      map(({ stored, missing }) => ({ stored, missing, ...compared(stored) })),
    )
    return concat(found$, unread$)
  })
