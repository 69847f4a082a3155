import {
  type Clock,
  type EndReason,
  type PlaybackEvent,
  sampleRate,
  type Speaker,
  systemClock,
} from '@vatel/core'
import { distinctUntilChanged, filter, map, merge, Observable, share, startWith, tap } from 'rxjs'
import { type Call, isMessage } from '../call.ts'
import { after } from '../clock.ts'
import { trampoline } from '../observables.ts'
import { agentAudio } from './agent-audio.ts'

/** Options of `playInto`. */
export interface PlayIntoOptions {
  /**
   * Bounds the wait for a speaker that never reports its end.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
}

/** Milliseconds that a speaker may take beyond the audio itself to report that all of it was heard. */
const graceMs = 1_000

/** Emits true while the agent is audible, from the events of `playInto`; starts with false. */
export const isAudible = (heard$: Observable<PlaybackEvent>): Observable<boolean> =>
  heard$.pipe(
    map(({ type }) => type === 'started' || type === 'progress'),
    startWith(false),
    distinctUntilChanged(),
  )

/** Sound written and not yet heard to its end, in samples by turn. */
type Unheard = ReadonlyMap<string, number>

const durationMs = (unheard: Unheard): number =>
  ([...unheard.values()].reduce((sum, samples) => sum + samples, 0) / sampleRate) * 1_000

/**
 * Plays the agent's speech into a speaker, flushes the speaker when the user interrupts, and emits what is heard. The
 * speech is written once for any number of subscribers. When the call ends, the received speech plays to its end, except
 * when this side hung up. Unsubscribing flushes the speaker too.
 *
 * ```
 * messages$  a-b---i-|        a, b: audio of turn 1; i: interruption
 * speaker    -s-p--f----      s: started; p: progress; f: flushed
 * playInto   -s-p--f-|
 * ```
 *
 * @example
 * connectCall({ token }).pipe(switchMap(playInto(await openSpeaker()))).subscribe()
 */
export const playInto =
  (speaker: Speaker, { clock = systemClock }: PlayIntoOptions = {}) =>
  (call: Pick<Call, 'messages$' | 'end$' | 'reportInvalid'>): Observable<PlaybackEvent> =>
    new Observable<PlaybackEvent>((subscriber) => {
      let unheard: Unheard = new Map()
      let isEnded = false
      const completeWhenSilent = () => {
        if (isEnded && unheard.size === 0) subscriber.complete()
      }
      const finish = (reason: EndReason) => {
        isEnded = true
        if (reason.type === 'hung-up') speaker.flush()
        completeWhenSilent()
        subscriber.add(
          after(durationMs(unheard) + graceMs, undefined, clock).subscribe({
            complete: () => subscriber.complete(),
          }),
        )
      }
      subscriber.add(
        speaker.listen((event) => {
          subscriber.next(event)
          if (event.type !== 'drained' && event.type !== 'flushed') return
          unheard = new Map([...unheard].filter(([turnId]) => turnId !== event.turnId))
          completeWhenSilent()
        }),
      )
      const speech$ = agentAudio()(call).pipe(
        tap((audio) => {
          unheard = new Map(unheard).set(audio.turnId, (unheard.get(audio.turnId) ?? 0) + audio.pcm.length)
          speaker.write(audio)
        }),
      )
      const interruptions$ = call.messages$.pipe(
        filter(isMessage('interruption')),
        tap(() => speaker.flush()),
      )
      subscriber.add(
        merge(speech$, interruptions$, call.end$.pipe(tap(finish))).subscribe({
          error: (error: unknown) => subscriber.error(error),
        }),
      )
      // A silent speaker is left alone: the next call may use it already.
      return () => {
        if (unheard.size > 0) speaker.flush()
      }
    }).pipe(trampoline(), share())
