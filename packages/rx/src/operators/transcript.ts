import { initialTranscript, type PlaybackEvent, reduceTranscript, type Transcript } from '@vatel/core'
import { distinctUntilChanged, EMPTY, merge, type Observable, scan, startWith } from 'rxjs'
import type { Call } from '../call.ts'
import { shareLatest } from '../share-latest.ts'

/**
 * The conversation so far: what the user said, what the agent said and how much of it was heard, and the tools with
 * their outputs. Give it what `playInto` tells, else nothing counts as heard. It begins with the present value, for a
 * late subscriber too, as long as somebody stays subscribed; it completes when the call has ended and `heard$` is done.
 *
 * ```
 * messages$   -a--b---|      a, b: texts of the agent's turn
 * heard$      --h------i-|   h: the first half was heard; i: all of it
 * transcript  0123-----4-|   each the whole conversation so far; 0: empty
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
