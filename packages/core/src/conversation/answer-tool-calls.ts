import { systemClock, type Clock } from '../clock.ts'
import type { ServerData } from '../protocol/server-message.ts'
import type { CallConnection, Sent } from '../call/connection.ts'
import { runTool, type ToolOutcome, type ToolRunOptions } from './answer-tool-call.ts'
import type { Tools } from './tool.ts'

/** How to answer the tool calls of a call. */
export interface RunToolsOptions {
  /** Asks whether a tool with `approval: 'ask'` may run; without it such a tool answers that nobody could be asked. */
  readonly approve?: NonNullable<ToolRunOptions['approve']>
  /** Hears how each went, and what became of its output: `dropped` means that the agent never heard of it. */
  readonly answered?: (outcome: ToolOutcome, sent: Sent['status']) => void
  /**
   * Keeps the deadlines.
   *
   * @defaultValue `systemClock` - the machine's
   */
  readonly clock?: Clock
}

interface Running {
  readonly toolName: string
  readonly stop: AbortController
}

/**
 * Runs the tools that the agent asks for and sends exactly one output for each call of one. What the platform repeats
 * runs once. An interruption cancels tools with `onInterruption: 'abort'`; the end of the call cancels all that still
 * run, and so does the function that is given back.
 *
 * @example
 * const stop = runTools(call, { get_weather })
 */
export const runTools = (
  connection: Pick<CallConnection, 'on' | 'started' | 'sendToolOutput'>,
  tools: Tools,
  { approve, answered, clock = systemClock }: RunToolsOptions = {},
): (() => void) => {
  const seen = new Set<string>()
  const running = new Set<Running>()
  const sessionId = connection.started.then(
    ({ id }) => id,
    () => '',
  )
  const cancel = (why: string, which: (toolName: string) => boolean = () => true) => {
    for (const { toolName, stop } of running)
      if (which(toolName)) stop.abort(new DOMException(why, 'AbortError'))
  }
  const answer = async (call: ServerData<'tool_call'>) => {
    const entry = { toolName: call.toolName, stop: new AbortController() }
    running.add(entry)
    let status: Sent['status'] = 'queued'
    const around = {
      signal: entry.stop.signal,
      clock,
      sessionId: await sessionId,
      // Word that the tool was cancelled went nowhere, for the call was over: this takes its place.
      late: (output: string) => {
        if (status === 'dropped') connection.sendToolOutput(call.toolCallId, output)
      },
    }
    const outcome = await runTool(tools, call, approve === undefined ? around : { ...around, approve })
    running.delete(entry)
    status = connection.sendToolOutput(outcome.toolCallId, outcome.output).status
    answered?.(outcome, status)
  }
  const leave = [
    connection.on('message', (message) => {
      if (message.type === 'interruption')
        cancel(
          'the user interrupted the agent',
          (name) => Object.hasOwn(tools, name) && tools[name]?.onInterruption === 'abort',
        )
      if (message.type !== 'tool_call' || seen.has(message.data.toolCallId)) return
      seen.add(message.data.toolCallId)
      void answer(message.data)
    }),
    connection.on('end', ({ type }) => cancel(`the call is over: ${type}`)),
  ]
  return () => {
    for (const stopListening of leave) stopListening()
    cancel('nobody answers the tool calls any more')
  }
}
