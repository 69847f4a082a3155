import {
  runTool,
  type Clock,
  type Sent,
  type ServerData,
  systemClock,
  type ToolOutcome,
  type Tools,
  type ToolRunOptions,
} from '@vatel/core'
import { defer, distinct, finalize, from, ignoreElements, merge, mergeMap, type Observable, tap } from 'rxjs'
import type { Call } from '../call.ts'
import { createToolLanes, type ToolConcurrency } from './tool-lanes.ts'

/** How a tool call was answered, and what became of the answer. */
export interface ToolResult extends ToolOutcome {
  /** `dropped`: the call was over, the agent never heard of it. */
  readonly sent: Sent['status']
}

/** How to answer. */
export interface ToolResultsOptions {
  /**
   * How calls of the same tool stand to each other: one word for all tools, or one by the name of each.
   *
   * @defaultValue `'together'` - each begins at once
   */
  readonly concurrency?: ToolConcurrency | Readonly<Record<string, ToolConcurrency>>
  /** Asks whether a tool with `approval: 'ask'` may run; without it such a tool answers that nobody could be asked. */
  readonly approve?: NonNullable<ToolRunOptions['approve']>
  /**
   * Keeps the deadlines.
   *
   * @defaultValue `systemClock` - the machine's
   */
  readonly clock?: Clock
}

const sessionOf = ({ connection }: Pick<Call, 'connection'>): Promise<string> =>
  connection.started.then(
    ({ id }) => id,
    () => '',
  )

/** An id that is empty answers nothing, and the connection would not take it. */
const sendThrough =
  ({ connection }: Pick<Call, 'connection'>) =>
  ({ toolCallId, output }: Pick<ToolOutcome, 'toolCallId' | 'output'>): Sent['status'] =>
    toolCallId === '' ? 'dropped' : connection.sendToolOutput(toolCallId, output).status

/**
 * Runs the tools that the agent asks for and sends exactly one output for each call: result, error, timeout, declined
 * or cancelled. A call that the platform repeats runs once. An interruption cancels tools with
 * `onInterruption: 'abort'`; when the call ends, or on unsubscribing, all that still run are.
 *
 * ```
 * toolCall$        -a-b-a-----|       the second a is the same call again
 * a runs             ---r
 * b runs               --------!      aborted: the call ended
 * toolResults  ----r------(c|)    r: result of a; c: b was cancelled
 * ```
 *
 * @example
 * connectCall({ token }).pipe(switchMap(toolResults({ get_weather }))).subscribe()
 */
export const toolResults =
  (tools: Tools, { concurrency = 'together', approve, clock = systemClock }: ToolResultsOptions = {}) =>
  (call: Pick<Call, 'connection' | 'toolCall$' | 'interruption$'>): Observable<ToolResult> =>
    defer(() => {
      const lanes = createToolLanes(concurrency)
      const send = sendThrough(call)
      const running = new Map<AbortController, string>()
      const abortAll = (why: string, may: (toolName: string) => boolean = () => true) => {
        for (const [stop, toolName] of running)
          if (may(toolName)) stop.abort(new DOMException(why, 'AbortError'))
      }
      const isCutShort = (name: string) =>
        Object.hasOwn(tools, name) && tools[name]?.onInterruption === 'abort'
      const answer = (asked: ServerData<'tool_call'>): Promise<ToolResult> => {
        const stop = new AbortController()
        running.set(stop, asked.toolName)
        let sent: Sent['status'] = 'queued'
        const run = async () => {
          const around = {
            signal: stop.signal,
            clock,
            sessionId: await sessionOf(call),
            // Word that the tool was cancelled went nowhere, for the call was over: this takes its place.
            late: (output: string) => {
              if (sent === 'dropped') send({ toolCallId: asked.toolCallId, output })
            },
          }
          const outcome = await runTool(tools, asked, approve === undefined ? around : { ...around, approve })
          running.delete(stop)
          // Sent here, not downstream: an answer is owed even when nobody is subscribed any more.
          sent = send(outcome)
          return { ...outcome, sent }
        }
        return lanes.enter(asked.toolName, () => stop.abort(), run)
      }
      return merge(
        call.toolCall$.pipe(
          distinct(({ toolCallId }) => toolCallId),
          tap({ complete: () => abortAll('the call is over') }),
          mergeMap((asked) => from(answer(asked))),
        ),
        call.interruption$.pipe(
          tap(() => abortAll('the user interrupted the agent', isCutShort)),
          ignoreElements(),
        ),
      ).pipe(finalize(() => abortAll('nobody answers the tool calls any more')))
    })
