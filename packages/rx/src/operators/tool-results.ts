import {
  type ApproveTool,
  assertOptions,
  assertTools,
  createToolController,
  type Sent,
  type ToolControllerOptions,
  type ToolOutcome,
  type Tools,
} from '@vatel/core'
import { Observable } from 'rxjs'
import type { Call } from '../call.ts'

/** Outcome of a tool call, and the delivery of its output. */
export interface ToolResult extends ToolOutcome {
  /** `dropped`: the call had ended, and the agent never received the output. */
  readonly sent: Sent['status']
}

/** Options of `toolResults`: those of `runTools` of `@vatel/core`. */
export interface ToolResultsOptions extends Pick<
  ToolControllerOptions,
  'clock' | 'concurrency' | 'maxRunning' | 'onEvent'
> {
  /**
   * Approves or declines calls of tools with `approval: 'ask'`.
   *
   * @defaultValue none - such a tool does not run, and its output says that nobody could be asked
   */
  readonly approve?: ApproveTool
}

/**
 * Runs the tools that the agent calls, and sends exactly one output for each call: result, error, timeout, declined or
 * cancelled. A repeated call runs once, and one that you answer yourself is stopped. An interruption cancels tools with
 * `onInterruption: 'abort'`; the end of the call and unsubscribing cancel all running tools. A result that arrives after
 * the end is kept in `delivery.orphanedToolOutputs` of the connection.
 *
 * ```
 * toolCall$        -a-b-a-----|       the second a is the same call again
 * a runs             ---r
 * b runs               --------!      aborted: the call ended
 * toolResults      ----r------(c|)    r: result of a; c: b was cancelled
 * ```
 *
 * Errors with `InvalidArgumentError` when `maxRunning` is not at least 1.
 *
 * @example
 * connectCall({ token }).pipe(switchMap(toolResults({ get_weather }))).subscribe()
 *
 * @throws {InvalidArgumentError} when an option is unknown; in JavaScript also for a tool that `tool` has not made
 */
export const toolResults = (tools: Tools, given: ToolResultsOptions = {}) => {
  assertTools(tools)
  assertOptions<ToolResultsOptions>(given, {
    approve: true,
    clock: true,
    concurrency: true,
    maxRunning: true,
    onEvent: true,
  })
  const { onEvent, ...options } = given
  return ({
    connection,
    toolCall$,
    interruption$,
    sent$,
  }: Pick<Call, 'connection' | 'toolCall$' | 'interruption$' | 'sent$'>): Observable<ToolResult> =>
    new Observable((subscriber) => {
      const controller = createToolController({
        ...options,
        tools,
        send: (toolCallId, output) => connection.sendToolOutput(toolCallId, output).status,
        sessionId: connection.started.then(({ id }) => id),
        onEvent: (event) => {
          onEvent?.(event)
          if (event.type === 'settled') subscriber.next({ ...event.outcome, sent: event.sent })
        },
      })
      subscriber.add(interruption$.subscribe(() => controller.interrupt()))
      subscriber.add(
        // The controller's own outputs come back here too: their calls have settled by then.
        sent$.subscribe(({ type, data }) => {
          if (type === 'tool_call_output') controller.answered(data.toolCallId)
        }),
      )
      subscriber.add(
        toolCall$.subscribe({
          next: (toolCall) => controller.call(toolCall),
          error: (error: unknown) => subscriber.error(error),
          complete: () => {
            controller.cancel('the call is over')
            subscriber.complete()
          },
        }),
      )
      return () => controller.cancel('nobody answers the tool calls any more')
    })
}
