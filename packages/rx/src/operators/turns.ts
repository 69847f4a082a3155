import type { AgentEntry, PlaybackEvent, ToolEntry, Transcript, UserEntry } from '@vatel/core'
import { concat, concatMap, defer, type Observable } from 'rxjs'
import type { Call } from '../call.ts'
import { transcript } from './transcript.ts'

/** One exchange: what the user said, and what it led to. */
export interface Exchange {
  /** What the user said; absent where the agent speaks first. */
  readonly user?: UserEntry
  /** The tools and the speech of the agent, in the order in which they began. */
  readonly answers: readonly (AgentEntry | ToolEntry)[]
}

const fold = (lines: Transcript): readonly Exchange[] =>
  lines.reduce<readonly Exchange[]>((turns, line) => {
    if (line.who === 'user') return [...turns, { user: line, answers: [] }]
    const last = turns.at(-1) ?? { answers: [] }
    return [...turns.slice(0, -1), { ...last, answers: [...last.answers, line] }]
  }, [])

/** The user has begun to speak, and nothing was recognised. */
const isEmpty = ({ user, answers }: Exchange): boolean => user?.text === '' && answers.length === 0

/**
 * The conversation turn by turn, each given once, when nothing of it will change any more: when the user has said the
 * next thing, or when the call has ended. What is said meanwhile is in `transcript`. Give it what `playInto` tells, else
 * nothing counts as heard.
 *
 * ```
 * messages$  -g-u-a-v-b-|       g: the agent's greeting; u, v: the user's words; a, b: the agent's answers
 * turns      ---1---2---(3|)    1: g; 2: u and a; 3: v and b
 * ```
 *
 * @example
 * connectCall({ token }).pipe(switchMap(turns())).subscribe((turn) => store(turn))
 */
export const turns =
  (heard$?: Observable<PlaybackEvent>) =>
  (call: Pick<Call, 'messages$' | 'sent$'>): Observable<Exchange> =>
    defer(() => {
      let all: readonly Exchange[] = []
      let given = 0
      const next = (end: number): readonly Exchange[] => {
        const fresh = all.slice(given, end)
        given = Math.max(given, end)
        return fresh
      }
      const over$ = transcript(heard$)(call).pipe(
        concatMap((lines) => {
          all = fold(lines)
          return next(
            Math.max(
              0,
              all.findLastIndex(({ user }) => user?.final === true),
            ),
          )
        }),
      )
      const rest$ = defer(() => next(all.length).filter((turn) => !isEmpty(turn)))
      return concat(over$, rest$)
    })
