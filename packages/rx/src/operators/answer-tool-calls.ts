import {
  answerToolCall,
  type Clock,
  type Sent,
  type ServerData,
  systemClock,
  type ToolOutcome,
  type Tools,
} from '@vatel/core'
import { defer, distinct, finalize, from, mergeMap, type Observable, tap } from 'rxjs'
import type { Call } from '../call.ts'

/** How a tool call was answered, and what became of the answer. */
export interface ToolAnswer extends ToolOutcome {
  /** `dropped`: the call was over, the agent never heard of it. */
  readonly sent: Sent['status']
}

/** How to answer. */
export interface AnswerToolCallsOptions {
  /**
   * Keeps the deadlines.
   *
   * @defaultValue `systemClock` - the machine's
   */
  readonly clock?: Clock
}

const sessionOf = ({ connection }: Pick<Call, 'connection'>): Promise<string> =>
  connection.opened.then(
    ({ id }) => id,
    () => '',
  )

/**
 * Runs the tools that the agent asks for and sends exactly one output for each call: result, error, timeout or
 * cancelled. A call that the platform repeats runs once. When the call ends, or on unsubscribing, tools that still run
 * are aborted and answered as cancelled.
 *
 * ```
 * toolCall$        -a-b-a-----|       the second a is the same call again
 * a runs             ---r
 * b runs               --------!      aborted: the call ended
 * answerToolCalls  ----r------(c|)    r: result of a; c: b was cancelled
 * ```
 *
 * @example
 * connectCall({ token }).pipe(switchMap(answerToolCalls({ get_weather }))).subscribe()
 */
export const answerToolCalls =
  (tools: Tools, { clock = systemClock }: AnswerToolCallsOptions = {}) =>
  (call: Pick<Call, 'connection' | 'toolCall$'>): Observable<ToolAnswer> =>
    defer(() => {
      const stop = new AbortController()
      const answer = async (asked: ServerData<'tool_call'>): Promise<ToolAnswer> => {
        const surroundings = { signal: stop.signal, clock, sessionId: await sessionOf(call) }
        const outcome = await answerToolCall(tools, asked, surroundings)
        // Sent here, not downstream: an answer is owed even when nobody is subscribed any more.
        return { ...outcome, sent: call.connection.sendToolOutput(outcome.toolCallId, outcome.output).status }
      }
      return call.toolCall$.pipe(
        distinct(({ toolCallId }) => toolCallId),
        tap({ complete: () => stop.abort() }),
        mergeMap((asked) => from(answer(asked))),
        finalize(() => stop.abort()),
      )
    })
