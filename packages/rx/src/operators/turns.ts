import {
  type AgentEntry,
  initialTranscript,
  openLines,
  type PlaybackEvent,
  reduceTranscript,
  type ToolEntry,
  type Transcript,
  type UserEntry,
} from '@vatel/core'
import { concat, concatMap, defer, EMPTY, endWith, merge, type Observable } from 'rxjs'
import { type Call, sessionEndedMessage } from '../call.ts'

/** One exchange: an utterance of the user, and the agent's reaction to it. */
export interface Exchange {
  /** The user's utterance; absent where the agent speaks first. */
  readonly user?: UserEntry
  /** The agent's speech and tool calls, in the order in which they began. */
  readonly answers: readonly (AgentEntry | ToolEntry)[]
}

/** Groups lines into exchanges; leaves out an exchange without words: speech of which nothing was recognised. */
const exchangesOf = (lines: Transcript): readonly Exchange[] => {
  const exchanges: { user?: UserEntry; answers: (AgentEntry | ToolEntry)[] }[] = []
  for (const line of lines) {
    if (line.who === 'user') exchanges.push({ user: line, answers: [] })
    else {
      const last = exchanges.at(-1)
      if (last === undefined) exchanges.push({ answers: [line] })
      else last.answers.push(line)
    }
  }
  return exchanges.filter(({ user, answers }) => user?.text !== '' || answers.length > 0)
}

/** Index of the last utterance of the user that is final, or 0. Reads from the end: only the open exchange is read. */
const lastFinalUser = (lines: Transcript): number =>
  Math.max(
    0,
    lines.findLastIndex((line) => line.who === 'user' && line.final),
  )

/**
 * Emits each exchange once, when it can no longer change: when the user's next utterance is final, or when the call has
 * ended. The exchange in progress is in `transcript`. Takes the events of `playInto`; without them nothing counts as
 * heard.
 *
 * ```
 * messages$  -g-u-a-v-b-|       g: the agent's greeting; u, v: the user's words; a, b: the agent's answers
 * turns      ---1---2---(3|)    1: g; 2: u and a; 3: v and b
 * ```
 *
 * @example
 * connectCall({ token }).pipe(switchMap(turns())).subscribe((exchange) => store(exchange))
 */
export const turns =
  (heard$: Observable<PlaybackEvent> = EMPTY) =>
  ({ messages$, sent$ }: Pick<Call, 'messages$' | 'sent$'>): Observable<Exchange> =>
    defer(() => {
      let lines = initialTranscript
      /** Index of the first line that was not emitted, and the line. */
      let start = 0
      let startLine: Transcript[number] | undefined
      const emitUntil = (end: number): readonly Exchange[] => {
        // An empty line before it may have been removed, and have moved it.
        const found = startLine === undefined ? -1 : lines.lastIndexOf(startLine, start)
        const finished = lines.slice(found === -1 ? Math.min(start, end) : found, end)
        startLine = lines[end]
        // Emitted lines that an event can still change are kept; the others go, so that an event costs the same in a long call.
        const dropped = end > 2 * openLines ? end - openLines : 0
        lines = lines.slice(dropped)
        start = end - dropped
        return exchangesOf(finished)
      }
      const finished$ = merge(messages$, sent$, heard$).pipe(
        endWith(sessionEndedMessage),
        concatMap((event) => {
          const next = reduceTranscript(lines, event)
          if (next === lines) return EMPTY
          lines = next
          const end = lastFinalUser(lines)
          return end === 0 || lines[end] === startLine ? EMPTY : emitUntil(end)
        }),
      )
      return concat(
        finished$,
        defer(() => emitUntil(lines.length)),
      )
    })
