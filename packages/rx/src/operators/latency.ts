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
import { shareLatest } from '../observables.ts'

/** Options of `latency`. */
export interface LatencyOptions {
  /**
   * Times messages and playback events on their arrival.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
}

/**
 * Measures the agent's response time, from the end of the user's speech to the first byte and to the first sound of the
 * answer, and the time from an interruption to silence. Takes the events of `playInto`; without them only first bytes
 * are measured. Starts with the present value, for late subscribers too.
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
