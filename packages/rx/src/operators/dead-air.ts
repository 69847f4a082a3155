import { assertOptions, type Clock, type PlaybackEvent, systemClock } from '@vatel/core'
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
import type { Call, CallMessage } from '../call.ts'
import { after } from '../clock.ts'
import { isAudible } from './agent-audio.ts'

/** Options of `deadAir`. */
export interface DeadAirOptions {
  /**
   * Milliseconds of silence of both sides before it is dead air.
   *
   * @defaultValue `3_000`
   */
  readonly afterMs?: number
  /**
   * Times the silence.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
}

/** Dead air has begun, or has ended because somebody speaks or the call is over. */
export interface DeadAir {
  readonly type: 'began' | 'ended'
  /** Milliseconds of silence so far. */
  readonly silentMs: number
}

/** Reduces messages to true while the user speaks. */
const isSpeaking = (speaking: boolean, message: CallMessage): boolean => {
  if (message.type === 'speech_stopped') return false
  return speaking || (message.type === 'speech_started' && !message.data.emulated)
}

/**
 * Emits when neither the user nor the agent has been audible for too long, and when that ends. The time a tool takes is
 * dead air too. Silence counts from the first message on. Takes the events of `playInto`.
 *
 * ```
 * messages$  -o----------s-t----|       o: session_started; s: speech_started; t: speech_stopped
 * heard$     --p-d--------------|       p: started; d: drained
 * deadAir    --------b---e-----b(e|)    b: began, after 4 ms; e: ended
 * ```
 *
 * @example
 * deadAir(heard$)(call).subscribe(({ type }) => hint.toggle(type === 'began'))
 *
 * @throws {InvalidArgumentError} when an option is unknown
 */
export const deadAir = (heard$: Observable<PlaybackEvent>, options: DeadAirOptions = {}) => {
  assertOptions<DeadAirOptions>(options, { afterMs: true, clock: true })
  const { afterMs = 3_000, clock = systemClock } = options
  return ({ messages$ }: Pick<Call, 'messages$'>): Observable<DeadAir> =>
    defer(() => {
      let silentSinceMs = 0
      const userSpeaks$ = messages$.pipe(scan(isSpeaking, false), distinctUntilChanged())
      const end$ = messages$.pipe(ignoreElements(), endWith('end'))
      const dead$ = combineLatest([userSpeaks$, isAudible(heard$)]).pipe(
        map(([userSpeaks, agentAudible]) => userSpeaks || agentAudible),
        distinctUntilChanged(),
        switchMap((isVoice) => {
          if (isVoice) return of(false)
          silentSinceMs = clock.performance.now()
          return after(afterMs, true, clock)
        }),
        takeUntil(end$),
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
}
