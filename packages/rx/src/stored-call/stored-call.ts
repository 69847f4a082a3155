import {
  type CallRecord,
  type Client,
  type Clock,
  isVatelError,
  systemClock,
  type Transcript,
} from '@vatel/core'
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
import { after } from '../clock.ts'
import { abortable } from '../observables.ts'
import { compareTranscripts, type TranscriptDifference } from './transcript-difference.ts'

/** A part of a call record that the platform writes after the call has ended. */
export type StoredCallPart = 'summary' | 'transcript' | 'cost' | 'recording'

/** The methods of a client that `storedCall` uses. */
export interface CallStore {
  readonly calls: Pick<Client['calls'], 'get' | 'downloadRecording'>
}

/** Options of `storedCall`. */
export interface StoredCallOptions {
  /**
   * Parts to wait for.
   *
   * @defaultValue `['summary', 'transcript', 'cost', 'recording']` - all parts
   */
  readonly wanted?: readonly StoredCallPart[]
  /** The transcript of this side, to compare with the stored one. */
  readonly seen?: Transcript
  /**
   * Milliseconds to poll at most.
   *
   * @defaultValue `300_000` - five minutes
   */
  readonly withinMs?: number
  /**
   * Random numbers from 0 to below 1, for the pauses between polls.
   *
   * @defaultValue `Math.random`
   */
  readonly random?: () => number
  /**
   * Times the pauses.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
}

/** The stored record of a call, as far as the platform has written it. */
export interface StoredCall {
  readonly stored: CallRecord
  /** The wanted parts that are not written yet; empty in the last value, unless the time ran out. */
  readonly missing: readonly StoredCallPart[]
  /** Differences between `seen` and the stored transcript; absent until both exist. */
  readonly difference?: TranscriptDifference
}

/** The result of one poll. */
interface Poll {
  /** Absent while the call is not stored. */
  readonly stored?: CallRecord
  readonly missing: readonly StoredCallPart[]
  /** The error of this poll, when it can pass. */
  readonly failure?: unknown
}

/** Returns whether a later poll can succeed: the call is not stored yet (404), or the failure is retryable. */
const canPass = (error: unknown): boolean =>
  isVatelError(error) && (error.retryable || ('status' in error && error.status === 404))

const hasPart = (call: CallRecord, part: Exclude<StoredCallPart, 'recording'>): boolean => {
  if (call.status !== 'ended') return false
  return part === 'summary' ? (call.summary ?? '') !== '' : call[part] !== undefined
}

const hasRecording = async ({ calls }: CallStore, callId: string, signal: AbortSignal): Promise<boolean> => {
  try {
    const recording = await calls.downloadRecording(callId, { signal })
    await recording.cancel()
    return true
  } catch (error) {
    if (canPass(error)) return false
    throw error
  }
}

/** Polls for the parts that the poll before did not find. Rejects with a `VatelError` that cannot pass. */
const pollOnce = async (
  client: CallStore,
  callId: string,
  { missing, ...before }: Poll,
  signal: AbortSignal,
): Promise<Poll> => {
  try {
    const stored = await client.calls.get(callId, { signal })
    const isMissing = async (part: StoredCallPart): Promise<boolean> => {
      if (part !== 'recording') return !hasPart(stored, part)
      return stored.status !== 'ended' || !(await hasRecording(client, callId, signal))
    }
    const stillMissing = await Promise.all(missing.map(isMissing))
    return { stored, missing: missing.filter((_, at) => stillMissing[at]) }
  } catch (failure) {
    if (canPass(failure)) return { ...before, missing, failure }
    throw failure
  }
}

/** Milliseconds between two polls: one second, doubled each time up to 15 s, half of it random. */
const pauseMs = (polls: number, random: () => number): number =>
  Math.min(15_000, 1_000 * 2 ** polls) * (0.5 + random() / 2)

/**
 * Polls the platform for the record of an ended call until summary, transcript, cost and recording are written. Emits the
 * record each time that more of it exists, and completes when no part is missing or the time has run out. With `seen` it
 * also reports where the stored transcript differs from this side's: for a lost session the only complete account.
 *
 * ```
 * polls       01-2---3       0: not stored yet; 1: in progress; the pauses grow
 * storedCall  -a-b---(c|)    a: all parts missing; b: all but the transcript; c: none
 * ```
 *
 * Errors with a `VatelError` that cannot pass, or with the last failure when the call could never be read.
 *
 * @example
 * storedCall(client, callId, { seen }).subscribe(({ missing, difference }) => show(missing, difference))
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
    let polls = 0
    let latest: Poll = { missing: wanted }
    const poll = (): Observable<Poll> =>
      abortable((signal) => pollOnce(client, callId, latest, signal)).pipe(map((found) => (latest = found)))
    const nextPoll = (): Observable<Poll> => {
      const waitMs = pauseMs(polls, random)
      polls += 1
      if (latest.stored !== undefined && latest.missing.length === 0) return EMPTY
      if (clock.performance.now() + waitMs > untilMs) return EMPTY
      return after(waitMs, undefined, clock).pipe(mergeMap(poll))
    }
    const compared = (stored: CallRecord): { readonly difference?: TranscriptDifference } =>
      seen === undefined || stored.transcript === undefined
        ? {}
        : { difference: compareTranscripts(seen, stored) }
    const neverRead$ = defer(() => (latest.stored === undefined ? throwError(() => latest.failure) : EMPTY))
    const found$ = defer(poll).pipe(
      expand(nextPoll),
      mergeMap(({ stored, missing }) => (stored === undefined ? EMPTY : [{ stored, missing }])),
      distinctUntilChanged((before, now) => before.missing.length === now.missing.length),
      map(({ stored, missing }) => ({ stored, missing, ...compared(stored) })),
    )
    return concat(found$, neverRead$)
  })
