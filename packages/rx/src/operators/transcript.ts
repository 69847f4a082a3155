import { initialTranscript, type PlaybackEvent, reduceTranscript, type Transcript } from '@vatel/core'
import { distinctUntilChanged, EMPTY, merge, type Observable, scan, startWith } from 'rxjs'
import type { Call } from '../call.ts'
import { shareLatest } from '../observables.ts'

/**
 * Emits the conversation so far: the user's speech, the agent's speech with the part of it that was heard, and the tool
 * calls with their outputs. Takes the events of `playInto`; without them nothing counts as heard. Starts with the present
 * value, for late subscribers too while anybody is subscribed. Completes when the call has ended and `heard$` completes.
 *
 * ```
 * messages$   -a--b---|      a, b: texts of the agent's turn
 * heard$      --h------i-|   h: the first half was heard; i: all of it
 * transcript  0123-----4-|   0 … 4: the whole conversation so far; 0: empty
 * ```
 *
 * @example
 * const heard$ = playInto(speaker)(call)
 * transcript(heard$)(call).subscribe((lines) => render(lines))
 */
export const transcript =
  (heard$: Observable<PlaybackEvent> = EMPTY) =>
  ({ messages$, sent$ }: Pick<Call, 'messages$' | 'sent$'>): Observable<Transcript> =>
    merge(messages$, sent$, heard$).pipe(
      scan(reduceTranscript, initialTranscript),
      startWith(initialTranscript),
      distinctUntilChanged(),
      shareLatest(),
    )
