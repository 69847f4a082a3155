import {
  type Clock,
  type EndReason,
  type PlaybackEvent,
  type Speaker,
  systemClock,
  unheardMs,
} from '@vatel/core'
import { distinctUntilChanged, filter, map, Observable, share, startWith } from 'rxjs'
import type { Call } from '../call.ts'
import { after } from '../clock.ts'
import { trampoline } from '../observables.ts'
import { createAgentAudioReader } from './agent-audio.ts'

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

const isSound = ({ type }: PlaybackEvent): boolean => type === 'started' || type === 'progress'

/** Emits true while the agent is audible, from the events of `playInto`; starts with false. */
export const isAudible = (heard$: Observable<PlaybackEvent>): Observable<boolean> =>
  heard$.pipe(
    filter(({ type }) => type !== 'refused'),
    map(isSound),
    startWith(false),
    distinctUntilChanged(),
  )

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
      const reader = createAgentAudioReader(call)
      let audible = false
      let isEnded = false
      const isSilent = () => !audible && unheardMs(reader.playback) === 0
      const completeWhenSilent = () => {
        if (isEnded && isSilent()) subscriber.complete()
      }
      const finish = (reason: EndReason) => {
        isEnded = true
        if (reason.type === 'hung-up') speaker.flush()
        completeWhenSilent()
        const timeout$ = after(unheardMs(reader.playback) + graceMs, undefined, clock)
        subscriber.add(timeout$.subscribe(() => subscriber.complete()))
      }
      const error = (failure: unknown) => subscriber.error(failure)
      subscriber.add(
        speaker.listen((event) => {
          reader.hear(event)
          audible = isSound(event)
          subscriber.next(event)
          completeWhenSilent()
        }),
      )
      subscriber.add(
        call.messages$.subscribe({
          error,
          next: (message) => {
            const audio = reader.read(message)
            if (audio !== undefined) speaker.write(audio)
            if (message.type === 'interruption') speaker.flush()
          },
        }),
      )
      subscriber.add(call.end$.subscribe({ error, next: finish }))
      // A silent speaker is left alone: the next call may use it already.
      return () => {
        if (!isSilent()) speaker.flush()
      }
    }).pipe(trampoline(), share())
