import { InvalidArgumentError, type Clock, systemClock } from '@vatel/core'
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
} from 'rxjs'
import { after } from '../after.ts'
import type { Call } from '../call.ts'
import { pauseMs } from '../redial/redial-policy.ts'
import type { FleetOptions } from './fleet-options.ts'
import { type Fleet, type FleetMember, type FleetState, placeMember } from './fleet-member.ts'

/** Keeps starts so far apart, whoever starts. */
const starter = (everyMs: number, clock: Clock): Observable<void> => {
  let nextMs = -Infinity
  return defer(() => {
    const nowMs = clock.performance.now()
    const atMs = Math.max(nowMs, nextMs)
    nextMs = atMs + everyMs
    return after(atMs - nowMs, undefined, clock)
  })
}

/**
 * Runs many calls: so many at a time, their starts apart, those that fail started again. Gives all their states each
 * time that one changes, for a dashboard or a load test, and completes when the last is over. A call that fails is a
 * state, not an error. Unsubscribing hangs up all of them.
 *
 * ```
 * good        c------|                 ends well
 * bad               --c-#              fails each time
 * calls$     -g----b|                  six ms between two starts; one restart
 * fleet      -(ab)-c-de-f  …  g-(h|)   c: the second waits; e: it is live; f: it restarts; h: it has failed
 * ```
 *
 * @example
 * fleet(range(0, 100).pipe(map(() => connectCall({ token }))), { concurrency: 20, startEveryMs: 250 })
 *   .subscribe((members) => board.show(members))
 *
 * @throws {InvalidArgumentError} when no call could ever start
 */
export const fleet = (
  calls$: Observable<Observable<Call>>,
  {
    concurrency = Infinity,
    startEveryMs = 0,
    restarts = 0,
    run = () => EMPTY,
    random = Math.random,
    clock = systemClock,
  }: FleetOptions = {},
): Observable<Fleet> => {
  // Said at once: such a fleet would be silent for ever.
  if (!(concurrency >= 1)) throw new InvalidArgumentError('concurrency', 'must be at least 1')
  if (!(startEveryMs >= 0)) throw new InvalidArgumentError('startEveryMs', 'must not be negative')
  return defer(() => {
    const start$ = starter(startEveryMs, clock)
    const statesOf = (call: Call): Observable<FleetState> =>
      merge(
        call.state$.pipe(filter((state) => state !== 'ended')),
        defer(() => run(call)).pipe(ignoreElements()),
      )
    const hold = (call$: Observable<Call>, index: number): Observable<FleetMember> => {
      let starts = 0
      let failed: Pick<FleetMember, 'failure'> = {}
      const states$ = start$.pipe(
        switchMap(() => {
          starts += 1
          return call$
        }),
        switchMap(statesOf),
        endWith<FleetState>('done'),
      )
      const again = (failure: unknown, tried: number): Observable<FleetState> => {
        failed = { failure }
        if (tried > restarts) return of('failed')
        const pause$ = after(pauseMs(tried - 1, failure, random), undefined, clock)
        return concat(of<FleetState>('restarting'), pause$.pipe(mergeMap(() => attempt(tried + 1))))
      }
      const attempt = (tried: number): Observable<FleetState> =>
        states$.pipe(catchError((failure: unknown) => again(failure, tried)))
      return attempt(1).pipe(map((state) => ({ index, state, starts, ...failed })))
    }
    return calls$.pipe(
      connect((shared$) =>
        merge(
          shared$.pipe(map((_, index): FleetMember => ({ index, state: 'waiting', starts: 0 }))),
          shared$.pipe(mergeMap(hold, concurrency)),
        ),
      ),
      scan(placeMember, [] as Fleet),
    )
  })
}
