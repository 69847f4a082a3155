import { type Clock, endReasonOf, explainEnd, systemClock } from '@vatel/core'
import { defer, ignoreElements, merge, mergeMap, type Observable, of, retry, tap, throwError } from 'rxjs'
import type { Call } from '../call.ts'
import { CallFailedError } from '../call-failed-error.ts'
import { after } from '../clock.ts'
import { createSessionTracker, type LostSession, type SessionTracker } from './lost-session.ts'

/** Options of `redial`. */
export interface RedialPolicy {
  /**
   * Attempts to begin one session, the first included.
   *
   * @defaultValue `3`
   */
  readonly maxTries?: number
  /**
   * Milliseconds that the attempts to begin one session may take in all, pauses included.
   *
   * @defaultValue `20_000`
   */
  readonly withinMs?: number
  /**
   * Lost sessions that are replaced by new ones.
   *
   * @defaultValue `1`
   */
  readonly maxRestarts?: number
  /**
   * Milliseconds that a session must have lasted to be replaced.
   *
   * @defaultValue `5_000`
   */
  readonly minLiveMs?: number
  /**
   * Random numbers from 0 to below 1, for the pauses.
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

/** A call that may replace a lost one. */
export interface RedialedCall extends Call {
  /**
   * The lost session that this call replaces. This call is a **new** conversation: the agent remembers nothing of the old
   * one. Absent for a first call.
   */
  readonly replaces?: LostSession
}

/** Tells whether a new call can succeed after an error, and how many milliseconds the platform asks to wait. */
export const explainFailure = (error: unknown) => explainEnd(endReasonOf(error))

/**
 * Milliseconds before the next attempt: 250 ms, plus full jitter up to twice as much with each attempt, at most five
 * seconds. When the platform asks for more, that and up to a tenth beyond, so that clients do not return at the same
 * time; as `client.connect` does.
 */
export const retryDelayMs = (attempts: number, error: unknown, random: () => number): number => {
  const ownMs = 250 + random() * Math.min(5_000, 1_000 * 2 ** attempts)
  return Math.max(ownMs, (explainFailure(error).retryAfterMs ?? 0) * (1 + 0.1 * random()))
}

/**
 * Calls again. Before a session has begun it retries after retryable failures, as soon as the platform allows it. A
 * session that was lost is replaced by a new one, which says so in `replaces`. `explainEnd` of core decides what is
 * retryable. Other failures, and the last attempt's, are the error. The source must mint a token for each subscription,
 * as `connectCall` with a token function does.
 *
 * ```
 * first   a-----#              a: a call, which is lost
 * second         … b---|       b: the new one, after a pause
 * redial  a-----   b---|       b says that it replaces a
 * ```
 *
 * Microphone and speaker stay open when they were opened outside: `switchMap` leaves the old call and joins the new one.
 *
 * @example
 * connectCall({ token: () => mintToken() }).pipe(redial(), switchMap((call) => talk(call)))
 */
export const redial =
  ({
    maxTries = 3,
    withinMs = 20_000,
    maxRestarts = 1,
    minLiveMs = 5_000,
    random = Math.random,
    clock = systemClock,
  }: RedialPolicy = {}) =>
  (call$: Observable<Call>): Observable<RedialedCall> =>
    defer(() => {
      const now = () => clock.performance.now()
      let call: Call | undefined
      let session: SessionTracker = createSessionTracker()
      let lostSession: ((nowMs: number) => LostSession) | undefined
      let attempts = 0
      let attemptsSinceMs = now()
      let restarts = 0

      const track = (opened: Call): Observable<RedialedCall> => {
        call = opened
        const tracker = (session = createSessionTracker())
        const tracked$ = merge(opened.messages$, opened.sent$).pipe(
          tap((message) => tracker.follow(message, now())),
          ignoreElements(),
        )
        return merge(
          of(lostSession === undefined ? opened : { ...opened, replaces: lostSession(now()) }),
          tracked$,
        )
      }
      const mayRetry = (error: unknown): boolean => {
        attempts += 1
        return explainFailure(error).retryable && attempts < maxTries
      }
      const mayReplace = (error: unknown, startedAtMs: number): boolean => {
        if (!(error instanceof CallFailedError) || !error.retryable) return false
        if (restarts >= maxRestarts || now() - startedAtMs < minLiveMs) return false
        restarts += 1
        attempts = 0
        attemptsSinceMs = now()
        lostSession = session.lost(error.reason, call?.connection.audio.droppedMs ?? 0)
        return true
      }
      const delay = (error: unknown): Observable<unknown> => {
        const { startedAtMs } = session
        const may = startedAtMs === undefined ? mayRetry(error) : mayReplace(error, startedAtMs)
        const delayMs = retryDelayMs(attempts, error, random)
        if (!may || now() + delayMs - attemptsSinceMs >= withinMs) return throwError(() => error)
        session = createSessionTracker()
        return after(delayMs, undefined, clock)
      }
      return call$.pipe(mergeMap(track), retry({ delay }))
    })
