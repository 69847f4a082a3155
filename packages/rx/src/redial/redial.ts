import { isVatelError, systemClock } from '@vatel/core'
import { defer, ignoreElements, merge, mergeMap, type Observable, of, retry, tap, throwError } from 'rxjs'
import { after } from '../after.ts'
import { CallFailedError } from '../call-failed.ts'
import type { Call } from '../call.ts'
import { type Loss, lossOf, type LostSession, lostSession } from './lost-session.ts'
import { pauseMs, type RedialPolicy } from './redial-policy.ts'
import { emptyWatch, type SessionWatch, stepWatch } from './session-watch.ts'

/** A call that may stand in for one that was lost. */
export interface RedialedCall extends Call {
  /**
   * The lost session that this call follows. It is a **new** conversation: the agent remembers nothing of the old one.
   * Absent on a first call.
   */
  readonly replaces?: LostSession
}

/**
 * Calls again. While no session has begun it tries anew after what may pass, as soon as the platform lets it; a session
 * that was lost is replaced by a new one, which says so in `replaces`. What may pass is what `explainEnd` of core calls
 * retryable. Everything else errors as before, and so does the last try. The source has to mint a token for each
 * subscription, as `connectCall` with a token function does.
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
      let present: { readonly call?: Call; readonly watch: SessionWatch } = { watch: emptyWatch }
      let loss: Loss | undefined
      let tried = 0
      let triesSinceMs = now()
      let restarts = 0

      const follow = (call: Call): Observable<RedialedCall> => {
        present = { call, watch: emptyWatch }
        const watched$ = merge(call.messages$, call.sent$).pipe(
          tap((message) => (present = { call, watch: stepWatch(present.watch, message, now()) })),
          ignoreElements(),
        )
        return merge(
          of(loss === undefined ? call : { ...call, replaces: lostSession(loss, now()) }),
          watched$,
        )
      }
      const mayTryAgain = (error: unknown): boolean => {
        tried += 1
        return isVatelError(error) && error.retryable && tried < maxTries
      }
      const mayRestart = (error: unknown, startedAtMs: number): boolean => {
        if (!(error instanceof CallFailedError) || !error.retryable) return false
        if (restarts >= maxRestarts || now() - startedAtMs < minLiveMs) return false
        restarts += 1
        tried = 0
        triesSinceMs = now()
        loss = lossOf(present.watch, error.reason, present.call?.connection.audio.droppedMs ?? 0)
        return true
      }
      const again = (error: unknown): Observable<unknown> => {
        const { started } = present.watch
        const may = started === undefined ? mayTryAgain(error) : mayRestart(error, started.atMs)
        const delayMs = pauseMs(tried, error, random)
        if (!may || now() + delayMs - triesSinceMs >= withinMs) return throwError(() => error)
        present = { watch: emptyWatch }
        return after(delayMs, undefined, clock)
      }
      return call$.pipe(mergeMap(follow), retry({ delay: again }))
    })
