import {
  type Clock,
  initialLatency,
  type Latency,
  type PlaybackEvent,
  reduceLatency,
  systemClock,
} from '@vatel/core'
import { distinctUntilChanged, EMPTY, merge, type Observable, scan, startWith } from 'rxjs'
import type { Call } from '../call.ts'
import { shareLatest } from '../share-latest.ts'

/** How to time a call. */
export interface LatencyOptions {
  /**
   * Times messages and playout alike, when they reach this side.
   *
   * @defaultValue `systemClock` - the machine's
   */
  readonly clock?: Clock
}

/**
 * How quickly the agent answers, from the moment the user falls silent: to the first byte, and to the first sample that
 * is heard; and how quickly it falls silent when it is interrupted. Give it what `playInto` tells, else only first bytes
 * are timed. It begins with the present value, for a late subscriber too.
 *
 * ```
 * messages$  -s--a-----i--|     s: speech_stopped; a: the answer's first audio; i: interruption
 * heard$     ------p----f-|     p: started; f: flushed
 * latency    01--2-3---45-|     2: first byte after 3 ms; 3: heard after 5 ms; 5: silent after 1 ms
 * ```
 *
 * @example
 * latency(heard$)(call).subscribe(({ turns }) => show(turns.at(-1)?.firstSoundMs))
 */
export const latency =
  (heard$: Observable<PlaybackEvent> = EMPTY, { clock = systemClock }: LatencyOptions = {}) =>
  ({ messages$ }: Pick<Call, 'messages$'>): Observable<Latency> =>
    merge(messages$, heard$).pipe(
      scan((state, event) => reduceLatency(state, event, clock.performance.now()), initialLatency),
      startWith(initialLatency),
      distinctUntilChanged(),
      shareLatest(),
    )
