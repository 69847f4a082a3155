import type { CallConnection, Sent } from '../call/connection.ts'
import type { Clock } from '../clock.ts'
import { isFields } from '../codec/codec.ts'
import { assertArgument, assertOptions } from '../errors.ts'
import { onAbort } from '../net/deadline.ts'
import type { ServerData } from '../protocol/messages.ts'
import type { ApproveTool, ToolControllerOptions } from './tool-control.ts'
import { createToolController } from './tool-controller.ts'
import type { ToolOutcome, Tools } from './tools.ts'

/** Options of `runTools`. */
export interface RunToolsOptions extends Pick<
  ToolControllerOptions,
  'clock' | 'concurrency' | 'maxRunning' | 'onEvent'
> {
  /**
   * Decides whether a tool with `approval: 'ask'` may run.
   *
   * @defaultValue none - such a tool does not run, and its output says that nobody could be asked
   */
  readonly approve?: ApproveTool
  /** Called with each outcome, and what became of its output: `dropped` means that the agent never received it. */
  readonly answered?: (outcome: ToolOutcome, sent: Sent['status']) => void
}

/**
 * Runs the tools that the agent calls, and sends exactly one output for each call. A call that the platform repeats runs
 * once, and one that the program has answered itself is stopped. An interruption cancels tools with
 * `onInterruption: 'abort'`. The end of the call cancels all others, and so does the function that it returns.
 *
 * @throws {InvalidArgumentError} when `maxRunning` is not at least 1; in JavaScript also without a call, for a tool that `tool`
 * has not made, for an unknown word in `concurrency`, or for a misspelt option
 *
 * @example
 * const stop = runTools(call, { get_weather })
 */
export const runTools = (
  connection: Pick<CallConnection, 'on' | 'started' | 'sendToolOutput'>,
  tools: Tools,
  runOptions: RunToolsOptions = {},
): (() => void) => {
  assertArgument(isFields(connection), 'connection', 'be a call, as of openCall')
  assertOptions<RunToolsOptions>(runOptions, {
    clock: true,
    concurrency: true,
    maxRunning: true,
    onEvent: true,
    approve: true,
    answered: true,
  })
  const { answered, onEvent, ...options } = runOptions
  const controller = createToolController({
    ...options,
    tools,
    send: (toolCallId, output) => connection.sendToolOutput(toolCallId, output).status,
    // What is no call, in JavaScript, has no promise: the check of the tools comes first.
    sessionId: Promise.resolve(connection.started).then(({ id }) => id),
    onEvent: (event) => {
      onEvent?.(event)
      if (event.type === 'settled') answered?.(event.outcome, event.sent)
    },
  })
  const removers = [
    connection.on('message', (message) => {
      if (message.type === 'interruption') controller.interrupt()
      if (message.type === 'tool_call') controller.call(message.data)
    }),
    // The controller's own outputs come back here as well: their calls have settled by then.
    connection.on('sent', (message) => {
      if (message.type === 'tool_call_output') controller.answered(message.data.toolCallId)
    }),
    connection.on('end', ({ type }) => controller.cancel(`the call is over: ${type}`)),
  ]
  return () => {
    for (const remove of removers) remove()
    controller.cancel('nobody answers the tool calls any more')
  }
}

/** Options of one tool call. */
export interface ToolRunOptions {
  /** Cancels the tool. Its reason becomes that of the tool's own signal; text becomes the message of an `AbortError`. */
  readonly signal?: AbortSignal
  /** Called with the output of a tool that returned a value after its outcome: it was stopped, and did its work anyway. */
  readonly late?: (output: string) => void
  /** Measures the deadline. */
  readonly clock?: Clock
  /** Makes the idempotency key unique beyond this call. */
  readonly sessionId?: string
  /** Decides whether a tool with `approval: 'ask'` may run; without it the output says that nobody could be asked. */
  readonly approve?: ApproveTool
}

/**
 * Runs the tool of one call, after its approval if it needs one, and resolves with its one outcome, which has a text for
 * the agent. The tool's signal aborts when the outcome is there.
 *
 * @throws {InvalidArgumentError} (as a rejection) in JavaScript, for a tool that `tool` has not made
 *
 * @example
 * connection.on('message', async (message) => {
 *   if (message.type !== 'tool_call') return
 *   const { output } = await runTool(tools, message.data, { approve: async () => confirm('Allow it?') })
 *   connection.sendToolOutput(message.data.toolCallId, output)
 * })
 */
export const runTool = async (
  tools: Tools,
  call: ServerData<'tool_call'>,
  { signal, late, ...options }: ToolRunOptions = {},
): Promise<ToolOutcome> => {
  let resolve: (outcome: ToolOutcome) => void
  const outcome = new Promise<ToolOutcome>((settle) => (resolve = settle))
  const controller = createToolController({
    ...options,
    tools,
    // Nothing is sent from here: the caller sends the output.
    send: () => 'queued',
    onEvent: (event) => {
      if (event.type === 'lateOutput') late?.(event.output)
      if (event.type !== 'settled') return
      ignoreSignal()
      resolve(event.outcome)
    },
  })
  const cancel = () => controller.cancel(signal?.reason)
  const ignoreSignal = onAbort(signal, cancel)
  // No closure here names the call, which would be held while the tool runs on.
  controller.call(call)
  if (signal?.aborted === true) cancel()
  return outcome
}
