import {
  hasSameWords,
  initialTranscriptState,
  linesOf,
  type PlaybackEvent,
  reduceTranscriptState,
  type Transcript,
} from '@vatel/core'
import {
  connect,
  distinctUntilChanged,
  EMPTY,
  endWith,
  map,
  merge,
  type Observable,
  scan,
  startWith,
  takeLast,
} from 'rxjs'
import { type Call, sessionEndedMessage } from '../call.ts'
import { shareLatest } from '../observables.ts'

/**
 * Emits the conversation so far: the user's speech, the agent's speech with the part of it that was heard, and the tool
 * calls with their outputs. Takes the events of `playInto`; without them nothing counts as heard. Starts with the present
 * value, for late subscribers too while anybody is subscribed. Completes when the call has ended and `heard$` completes.
 *
 * Emits when what can be read changes. A chunk of sound that came, or was heard within a word, is no change: the counts of
 * samples are those of the last change, and those of the end once the call has ended. With the call the lines of the user
 * end: one without words goes.
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
      endWith(sessionEndedMessage),
      scan(reduceTranscriptState, initialTranscriptState),
      startWith(initialTranscriptState),
      connect((states$) =>
        merge(states$.pipe(distinctUntilChanged(hasSameWords)), states$.pipe(takeLast(1))),
      ),
      distinctUntilChanged(),
      map(linesOf),
      shareLatest(),
    )
