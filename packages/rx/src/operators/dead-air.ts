import { type Clock, type PlaybackEvent, systemClock } from '@vatel/core'
import {
  combineLatest,
  concat,
  defer,
  distinctUntilChanged,
  endWith,
  ignoreElements,
  map,
  type Observable,
  of,
  scan,
  skip,
  startWith,
  switchMap,
  takeUntil,
} from 'rxjs'
import { after } from '../after.ts'
import { audible } from '../audible.ts'
import type { Call, CallMessage } from '../call.ts'

/** When silence is dead air. */
export interface DeadAirOptions {
  /**
   * How long nobody has to be heard, in milliseconds.
   *
   * @defaultValue `3_000` - three seconds
   */
  readonly afterMs?: number
  /**
   * Times the silence.
   *
   * @defaultValue `systemClock` - the machine's
   */
  readonly clock?: Clock
}

/** Nobody has been heard for too long, or somebody is again. */
export interface DeadAir {
  readonly type: 'began' | 'ended'
  /** How long it has been silent so far, in milliseconds. */
  readonly silentMs: number
}

/** Whether the user speaks; unknown until the first message, because the session has not begun. */
const isSpeaking = (speaking: boolean, message: CallMessage): boolean => {
  if (message.type === 'speech_stopped') return false
  return speaking || (message.type === 'speech_started' && !message.data.emulated)
}

/**
 * Says when neither the user nor the agent has been heard for too long, and when that is over; work of a tool is dead
 * air too, for the user. Silence counts from the first message on. Give it what `playInto` tells.
 *
 * ```
 * messages$  -o----------s-t----|       o: session_started; s: speech_started; t: speech_stopped
 * heard$     --p-d--------------|       p: started; d: drained
 * deadAir    --------b---e-----b(e|)    b: began, after 4 ms; e: ended
 * ```
 *
 * @example
 * deadAir(heard$)(call).subscribe(({ type }) => hint.toggle(type === 'began'))
 */
export const deadAir =
  (heard$: Observable<PlaybackEvent>, { afterMs = 3_000, clock = systemClock }: DeadAirOptions = {}) =>
  ({ messages$ }: Pick<Call, 'messages$'>): Observable<DeadAir> =>
    defer(() => {
      let silentSinceMs = 0
      const userSpeaks$ = messages$.pipe(scan(isSpeaking, false), distinctUntilChanged())
      const over$ = messages$.pipe(ignoreElements(), endWith('over'))
      const dead$ = combineLatest([userSpeaks$, audible(heard$)]).pipe(
        map(([userSpeaks, agentSounds]) => userSpeaks || agentSounds),
        distinctUntilChanged(),
        switchMap((somebody) => {
          if (somebody) return of(false)
          silentSinceMs = clock.performance.now()
          return after(afterMs, true, clock)
        }),
        takeUntil(over$),
      )
      return concat(dead$, of(false)).pipe(
        startWith(false),
        distinctUntilChanged(),
        skip(1),
        map((dead): DeadAir => ({
          type: dead ? 'began' : 'ended',
          silentMs: clock.performance.now() - silentSinceMs,
        })),
      )
    })
