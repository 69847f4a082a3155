import {
  type Clock,
  type EndReason,
  type PlaybackEvent,
  sampleRate,
  type Speaker,
  systemClock,
} from '@vatel/core'
import { filter, merge, Observable, share, tap } from 'rxjs'
import { after } from '../after.ts'
import type { Call } from '../call.ts'
import { inTurn } from '../in-turn.ts'
import { isMessage } from '../is-message.ts'
import { agentAudio } from './agent-audio.ts'

/** How to play. */
export interface PlayIntoOptions {
  /**
   * Bounds the wait for a speaker that never says it is done.
   *
   * @defaultValue `systemClock` - the machine's
   */
  readonly clock?: Clock
}

/** What a speaker may take beyond the sound itself to say that all of it was heard. */
const graceMs = 1_000

/** Sound written and not yet heard to its end, in samples by turn. */
type Unheard = ReadonlyMap<string, number>

const durationMs = (unheard: Unheard): number =>
  ([...unheard.values()].reduce((sum, samples) => sum + samples, 0) / sampleRate) * 1_000

/**
 * Plays the agent into a speaker, silences it at once when the user interrupts, and gives what is heard. However many
 * subscribe, the speech is written once. When the call ends, what is already here plays to its end, but for a call that
 * this side hung up; unsubscribing falls silent too.
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
      let over = false
      const completeWhenSilent = () => {
        if (over && unheard.size === 0) subscriber.complete()
      }
      const finish = (reason: EndReason) => {
        over = true
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
      const cuts$ = call.messages$.pipe(
        filter(isMessage('interruption')),
        tap(() => speaker.flush()),
      )
      subscriber.add(
        merge(speech$, cuts$, call.end$.pipe(tap(finish))).subscribe({
          error: (error: unknown) => subscriber.error(error),
        }),
      )
      // A speaker that was done is left alone: it may play for the next call already.
      return () => {
        if (unheard.size > 0) speaker.flush()
      }
    }).pipe(inTurn(), share())
