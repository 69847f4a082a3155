import { assertOptions, type Clock, type PlaybackEvent, systemClock } from '@vatel/core'
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
import { type Call, type CallMessage, isMessage } from '../call.ts'
import { after } from '../clock.ts'
import { isAudible } from './agent-audio.ts'

/** Options of `bargeIn`. */
export interface BargeInPolicy {
  /**
   * Milliseconds of speech before the agent is turned down; shorter speech changes nothing.
   *
   * @defaultValue `0` - the platform's detector has waited already
   */
  readonly minSpeechMs?: number
  /**
   * Milliseconds of silence without an interruption after which the speech counts as a false alarm.
   *
   * @defaultValue `300`
   */
  readonly falseAlarmMs?: number
  /**
   * Gain of the agent's voice while it is turned down, from 0 to 1.
   *
   * @defaultValue `0.2` - minus 14 dB
   */
  readonly duckedGain?: number
  /**
   * Times the two durations.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
}

/** A change of the agent's voice, with its new gain. */
export interface BargeInAction {
  /** `duck`: the user speaks over the agent. `restore`: the user does not, or the agent has finished. `flush`: the user has interrupted it. */
  readonly type: 'duck' | 'restore' | 'flush'
  /** Gain for the speaker, from 0 to 1. */
  readonly gain: number
}

type Cue = 'speech' | 'silence' | 'interruption' | 'end'

/** Voice activity in a message; an emulated start is no voice. */
const cuesOf = (message: CallMessage): readonly Cue[] => {
  if (message.type === 'speech_started') return message.data.emulated ? [] : ['speech']
  if (message.type === 'speech_stopped') return ['silence']
  return message.type === 'interruption' ? ['interruption'] : []
}

/**
 * Emits when to turn the agent down (the user speaks over it), when to turn it up again (a false alarm, or the agent has
 * finished), and when the user interrupted it. `playInto` flushes the speaker; set only the gain. Takes the events of
 * `playInto`: an agent that is not audible is not turned down.
 *
 * ```
 * messages$  --s--t-------s-i--|     s: speech_started; t: speech_stopped; i: interruption
 * heard$     p--------------f--|     p: started; f: flushed
 * bargeIn    --d-----r----d-f--|     d: duck; r: restore, 3 ms after t; f: flush
 * ```
 *
 * @example
 * bargeIn(heard$)(call).subscribe(({ gain }) => {
 *   speaker.volume = gain
 * })
 *
 * @throws {InvalidArgumentError} when an option is unknown
 */
export const bargeIn = (heard$: Observable<PlaybackEvent>, policy: BargeInPolicy = {}) => {
  assertOptions<BargeInPolicy>(policy, {
    minSpeechMs: true,
    falseAlarmMs: true,
    duckedGain: true,
    clock: true,
  })
  const { minSpeechMs = 0, falseAlarmMs = 300, duckedGain = 0.2, clock = systemClock } = policy
  return ({ messages$ }: Pick<Call, 'messages$'>): Observable<BargeInAction> => {
    const afterCue = (cue: Cue): Observable<boolean> => {
      if (cue === 'speech') return after(minSpeechMs, true, clock)
      return cue === 'silence' ? after(falseAlarmMs, false, clock) : of(false)
    }
    const talkedOver$ = messages$.pipe(
      concatMap(cuesOf),
      endWith<Cue>('end'),
      switchMap(afterCue),
      startWith(false),
      distinctUntilChanged(),
    )
    const flush$ = messages$.pipe(
      filter(isMessage('interruption')),
      map((): BargeInAction => ({ type: 'flush', gain: 1 })),
    )
    const duck$ = combineLatest([talkedOver$, isAudible(heard$)]).pipe(
      map(([talkedOver, audible]) => talkedOver && audible),
      distinctUntilChanged(),
      skip(1),
      map((ducked): BargeInAction =>
        ducked ? { type: 'duck', gain: duckedGain } : { type: 'restore', gain: 1 },
      ),
    )
    return merge(flush$, duck$).pipe(
      // A flush has set the gain to 1 already.
      distinctUntilChanged((before, { type }) => before.type === 'flush' && type === 'restore'),
    )
  }
}
