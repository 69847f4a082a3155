import { type Clock, type PlaybackEvent, systemClock } from '@vatel/core'
import {
  combineLatest,
  concatMap,
  distinctUntilChanged,
  endWith,
  filter,
  map,
  merge,
  type Observable,
  of,
  skip,
  startWith,
  switchMap,
} from 'rxjs'
import { after } from '../after.ts'
import { audible } from '../audible.ts'
import type { Call, CallMessage } from '../call.ts'
import { isMessage } from '../is-message.ts'

/** How easily the agent gives way. */
export interface BargeInPolicy {
  /**
   * How long the user has to speak before the agent is turned down, in milliseconds; shorter sounds change nothing.
   *
   * @defaultValue `0` - the platform's detector has waited already
   */
  readonly minSpeechMs?: number
  /**
   * How long after the user has fallen silent without interrupting it was a false alarm, in milliseconds.
   *
   * @defaultValue `300` - three tenths of a second
   */
  readonly falseAlarmMs?: number
  /**
   * How loud the agent is while it is turned down, from 0 to 1.
   *
   * @defaultValue `0.2` - 14 dB less
   */
  readonly duckedGain?: number
  /**
   * Keeps the two durations.
   *
   * @defaultValue `systemClock` - the machine's
   */
  readonly clock?: Clock
}

/** What to do with the agent's voice, and the gain that it has from then on. */
export interface BargeInAction {
  /** `duck`: the user speaks over the agent. `restore`: nobody does any more. `flush`: the user has interrupted it. */
  readonly type: 'duck' | 'restore' | 'flush'
  /** From 0 to 1, for the speaker. */
  readonly gain: number
}

type Cue = 'speech' | 'silence' | 'cut' | 'over'

/** What a message says of the user's voice; an emulated start is nobody's voice. */
const cuesOf = (message: CallMessage): readonly Cue[] => {
  if (message.type === 'speech_started') return message.data.emulated ? [] : ['speech']
  if (message.type === 'speech_stopped') return ['silence']
  return message.type === 'interruption' ? ['cut'] : []
}

/**
 * Says when to turn the agent down, because the user speaks over it, when to turn it up again, because that was a false
 * alarm or the agent has finished, and when it was cut short. `playInto` has flushed it by then; what is left to do is
 * to give the speaker its gain. Give it what `playInto` tells: an agent that is not heard is not turned down.
 *
 * ```
 * messages$  --s--t-------s-i--|     s: speech_started; t: speech_stopped; i: interruption
 * heard$     p--------------f--|     p: started; f: flushed
 * bargeIn    --d-----r----d-f--|     d: duck; r: restore, 3 ms after t; f: flush
 * ```
 *
 * @example
 * bargeIn(heard$)(call).subscribe(({ gain }) => speaker.setGain(gain))
 */
export const bargeIn =
  (
    heard$: Observable<PlaybackEvent>,
    { minSpeechMs = 0, falseAlarmMs = 300, duckedGain = 0.2, clock = systemClock }: BargeInPolicy = {},
  ) =>
  ({ messages$ }: Pick<Call, 'messages$'>): Observable<BargeInAction> => {
    const afterCue = (cue: Cue): Observable<boolean> => {
      if (cue === 'speech') return after(minSpeechMs, true, clock)
      return cue === 'silence' ? after(falseAlarmMs, false, clock) : of(false)
    }
    const talkedOver$ = messages$.pipe(
      concatMap(cuesOf),
      endWith<Cue>('over'),
      switchMap(afterCue),
      startWith(false),
      distinctUntilChanged(),
    )
    const flush$ = messages$.pipe(
      filter(isMessage('interruption')),
      map((): BargeInAction => ({ type: 'flush', gain: 1 })),
    )
    const duck$ = combineLatest([talkedOver$, audible(heard$)]).pipe(
      map(([talkedOver, isAudible]) => talkedOver && isAudible),
      distinctUntilChanged(),
      skip(1),
      map((ducked): BargeInAction =>
        ducked ? { type: 'duck', gain: duckedGain } : { type: 'restore', gain: 1 },
      ),
    )
    return merge(flush$, duck$).pipe(
      // After a flush nothing is left to be turned up again.
      distinctUntilChanged((before, { type }) => before.type === 'flush' && type === 'restore'),
    )
  }
