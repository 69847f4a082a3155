import {
  type AgentEntry,
  initialTranscriptState,
  linesOf,
  type PlaybackEvent,
  reduceTranscriptState,
  type Transcript,
  type TranscriptEntry,
  type TranscriptState,
} from '@vatel/core'
import { concat, defer, EMPTY, filter, map, merge, type Observable, of, tap } from 'rxjs'
import type { Call } from '../call.ts'
import { shareLatest } from '../observables.ts'

/** The fields of an agent's line that count sound, and cannot be read. */
type Count = 'receivedSamples' | 'heardSamples' | 'heardBefore'

const readFields = Object.keys({
  who: true,
  turnId: true,
  text: true,
  final: true,
  cancelled: true,
  interrupted: true,
  closed: true,
  heardText: true,
  unheardText: true,
  complete: true,
  refused: true,
} satisfies Record<Exclude<keyof AgentEntry, Count>, true>) as readonly (keyof AgentEntry)[]

const hasSameWords = (before: TranscriptEntry | undefined, after: TranscriptEntry | undefined): boolean =>
  before?.who === 'agent' &&
  after?.who === 'agent' &&
  readFields.every((field) => before[field] === after[field])

/** Returns `true` where sound came or was heard, and no more. */
const showsTheSame = (before: TranscriptState, after: TranscriptState): boolean => {
  if (before === after) return true
  const [old, now] = [before.recent, after.recent]
  if (before.older !== after.older || old.length !== now.length) return false
  // Most events change one of the last lines.
  for (let at = now.length - 1; at >= 0; at -= 1)
    if (old[at] !== now[at] && !hasSameWords(old[at], now[at])) return false
  return true
}

/**
 * Emits the conversation so far: the user's speech, the agent's speech with the part of it that was heard, and the tool
 * calls with their outputs. Takes the events of `playInto`; without them nothing counts as heard. Starts with the present
 * value, for late subscribers too while anybody is subscribed. Completes when the call has ended and `heard$` completes.
 *
 * Emits when what can be read changes. A chunk of sound that came, or was heard within a word, is no change: the counts of
 * samples are those of the last change, and those of the end once the call has ended.
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
    defer(() => {
      let state = initialTranscriptState
      let emitted = state
      const changes$ = merge(messages$, sent$, heard$).pipe(
        map((event) => (state = reduceTranscriptState(state, event))),
        filter(() => !showsTheSame(emitted, state)),
      )
      const rest$ = defer(() => (state === emitted ? EMPTY : of(state)))
      return concat(of(state), changes$, rest$).pipe(
        tap((shown) => (emitted = shown)),
        map(linesOf),
      )
    }).pipe(shareLatest())
