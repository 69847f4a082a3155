import {
  assertOptions,
  type CallState,
  type Clock,
  InvalidArgumentError,
  retryDelayMs,
  systemClock,
} from '@vatel/core'
import {
  catchError,
  concat,
  connect,
  defer,
  EMPTY,
  endWith,
  filter,
  ignoreElements,
  map,
  merge,
  mergeMap,
  type Observable,
  of,
  scan,
  switchMap,
  tap,
} from 'rxjs'
import { after } from './clock.ts'
import type { Call } from './call.ts'
import { explainFailure } from './redial.ts'

/** Options of `fleet`. */
export interface FleetOptions {
  /**
   * Calls that run at the same time, at most.
   *
   * @defaultValue `Infinity` - all of them
   */
  readonly concurrency?: number
  /**
   * Milliseconds between two starts, restarts included.
   *
   * @defaultValue `0` - no pause
   */
  readonly startEveryMs?: number
  /**
   * Restarts of a member after retryable failures, each after a pause with full jitter, or as long as the platform asks.
   *
   * @defaultValue `0` - none
   */
  readonly restarts?: number
  /** Work to do with each call; its values are ignored. A member is done when its call and this work have completed. */
  readonly run?: (call: Call) => Observable<unknown>
  /**
   * Random numbers from 0 to below 1, for the pauses before restarts.
   *
   * @defaultValue `Math.random`
   */
  readonly random?: () => number
  /**
   * Times the starts.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
}

/**
 * State of a member. `waiting`: not started yet. `restarting`: its call failed, and another follows. `done`: its call
 * ended well. `failed`: it failed, and no restart is left or would help. Otherwise the state of its call, `suspect` included.
 */
export type FleetState = 'waiting' | Exclude<CallState, 'ended'> | 'restarting' | 'done' | 'failed'

/** One place of a fleet: a call and the calls that replace it. */
export interface FleetMember {
  /** Position in `calls$`, from 0. */
  readonly index: number
  readonly state: FleetState
  /** Number of starts so far. */
  readonly starts: number
  /** The error of its last failed call; absent while none has failed. */
  readonly failure?: unknown
}

/** All members, in the order of `calls$`. */
export type Fleet = readonly FleetMember[]

const updateMember = (fleet: Fleet, member: FleetMember): Fleet =>
  member.index < fleet.length ? fleet.with(member.index, member) : [...fleet, member]

/** Emits once per subscription, at least `everyMs` after the emission before. */
const rateLimit = (everyMs: number, clock: Clock): Observable<void> => {
  let nextMs = -Infinity
  return defer(() => {
    const nowMs = clock.performance.now()
    const atMs = Math.max(nowMs, nextMs)
    nextMs = atMs + everyMs
    return after(atMs - nowMs, undefined, clock)
  })
}

/**
 * Runs many calls: limits how many run at the same time, spaces their starts, and restarts those with retryable failures,
 * as `redial` does. Emits the states of all members at each change, for a dashboard or a load test, and completes when all members are done or have
 * failed. A failed call is a state and not an error. Unsubscribing hangs up all calls.
 *
 * ```
 * good        c------|                 ends well
 * bad               --c-#              fails each time
 * calls$     -g----b|                  6 ms between two starts; one restart
 * fleet      -(ab)-c-de-f  …  g-(h|)   c: the second waits; e: it is live; f: it restarts; h: it has failed
 * ```
 *
 * @example
 * fleet(range(0, 100).pipe(map(() => connectCall({ token }))), { concurrency: 20, startEveryMs: 250 })
 *   .subscribe((members) => board.show(members))
 *
 * @throws {InvalidArgumentError} when `concurrency` is below 1, `startEveryMs` or `restarts` is negative, or an option is
 * unknown
 */
export const fleet = (
  calls$: Observable<Observable<Call>>,
  options: FleetOptions = {},
): Observable<Fleet> => {
  assertOptions<FleetOptions>(options, {
    concurrency: true,
    startEveryMs: true,
    restarts: true,
    run: true,
    random: true,
    clock: true,
  })
  const {
    concurrency = Infinity,
    startEveryMs = 0,
    restarts = 0,
    run = () => EMPTY,
    random = Math.random,
    clock = systemClock,
  } = options
  // Thrown at once: a fleet with these options would never emit.
  if (!(concurrency >= 1)) throw new InvalidArgumentError('concurrency', 'must be at least 1')
  if (!(startEveryMs >= 0)) throw new InvalidArgumentError('startEveryMs', 'must not be negative')
  if (!(restarts >= 0)) throw new InvalidArgumentError('restarts', 'must not be negative')
  return defer(() => {
    const start$ = rateLimit(startEveryMs, clock)
    const statesOf = (call: Call): Observable<FleetState> =>
      merge(
        call.state$.pipe(filter((state) => state !== 'ended')),
        defer(() => run(call)).pipe(ignoreElements()),
      )
    const runMember = (call$: Observable<Call>, index: number): Observable<FleetMember> => {
      let starts = 0
      /** Calls in a row that have failed before they had begun. */
      let failedStarts = 0
      let hasBegun = false
      let failed: Pick<FleetMember, 'failure'> = {}
      const states$ = start$.pipe(
        switchMap(() => {
          starts += 1
          hasBegun = false
          return call$
        }),
        switchMap(statesOf),
        tap((state) => {
          hasBegun ||= state === 'live'
        }),
        endWith<FleetState>('done'),
      )
      const restart = (failure: unknown, attempts: number): Observable<FleetState> => {
        failed = { failure }
        failedStarts = hasBegun ? 0 : failedStarts + 1
        const { retryable, retryAfterMs } = explainFailure(failure)
        if (attempts > restarts || !retryable) return of('failed')
        const pause$ = after(retryDelayMs(failedStarts, retryAfterMs, random), undefined, clock)
        return concat(of<FleetState>('restarting'), pause$.pipe(mergeMap(() => attempt(attempts + 1))))
      }
      const attempt = (attempts: number): Observable<FleetState> =>
        states$.pipe(catchError((failure: unknown) => restart(failure, attempts)))
      return attempt(1).pipe(map((state) => ({ index, state, starts, ...failed })))
    }
    return calls$.pipe(
      connect((shared$) =>
        merge(
          shared$.pipe(map((_, index): FleetMember => ({ index, state: 'waiting', starts: 0 }))),
          shared$.pipe(mergeMap(runMember, concurrency)),
        ),
      ),
      scan(updateMember, [] as Fleet),
    )
  })
}
