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

/**
 * Concurrency of calls of the same tool. `together`: each starts at once. `in-order`: each starts when the one before it
 * has been answered. `latest`: a new one cancels the one before it.
 */
export type ToolConcurrency = 'together' | 'in-order' | 'latest'

/** Outcome of a tool call, and the delivery of its output. */
export interface ToolResult extends ToolOutcome {
  /** `dropped`: the call had ended, and the agent never got the output. */
  readonly sent: Sent['status']
}

/** Options of `toolResults`. */
export interface ToolResultsOptions {
  /**
   * Concurrency of calls of the same tool: one word for all tools, or one by name.
   *
   * @defaultValue `'together'` - each starts at once
   */
  readonly concurrency?: ToolConcurrency | Readonly<Record<string, ToolConcurrency>>
  /** Approves or declines calls of tools with `approval: 'ask'`; without it they are answered with an error. */
  readonly approve?: NonNullable<ToolRunOptions['approve']>
  /**
   * Times the deadlines.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
}

interface Entered {
  readonly abort: () => void
  readonly done: Promise<unknown>
}

/** Starts calls of the same tool in the order of its concurrency. `run` must not reject. */
const createToolLanes = (concurrency: ToolConcurrency | Readonly<Record<string, ToolConcurrency>>) => {
  const rules = new Map(typeof concurrency === 'string' ? [] : Object.entries(concurrency))
  const otherwise = typeof concurrency === 'string' ? concurrency : 'together'
  const last = new Map<string, Entered>()
  return {
    enter<T>(toolName: string, abort: () => void, run: () => Promise<T>): Promise<T> {
      const rule = rules.get(toolName) ?? otherwise
      const before = last.get(toolName)
      if (rule === 'latest') before?.abort()
      const done = rule === 'in-order' && before !== undefined ? before.done.then(run) : run()
      const entered = { abort, done }
      last.set(toolName, entered)
      const leave = () => {
        if (last.get(toolName) === entered) last.delete(toolName)
      }
      void done.then(leave)
      return done
    },
  }
}

const sessionOf = ({ connection }: Pick<Call, 'connection'>): Promise<string> =>
  connection.started.then(
    ({ id }) => id,
    () => '',
  )

/** An empty id answers no call, and the connection does not take it. */
const sendThrough =
  ({ connection }: Pick<Call, 'connection'>) =>
  ({ toolCallId, output }: Pick<ToolOutcome, 'toolCallId' | 'output'>): Sent['status'] =>
    toolCallId === '' ? 'dropped' : connection.sendToolOutput(toolCallId, output).status

/**
 * Runs the tools that the agent calls, and sends exactly one output for each call: result, error, timeout, declined or
 * cancelled. A repeated call runs once. An interruption cancels tools with `onInterruption: 'abort'`; the end of the call
 * and unsubscribing cancel all running tools.
 *
 * ```
 * toolCall$        -a-b-a-----|       the second a is the same call again
 * a runs             ---r
 * b runs               --------!      aborted: the call ended
 * toolResults      ----r------(c|)    r: result of a; c: b was cancelled
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
