import { systemClock, type Clock } from '../clock.ts'
import type { ServerData } from '../protocol/server-message.ts'
import type { CallConnection, Sent } from '../socket/connection.ts'
import { answerToolCall, type ToolOutcome, type ToolSurroundings } from './answer-tool-call.ts'
import type { Tools } from './tool.ts'

/** How to answer the tool calls of a call. */
export interface AnswerOptions {
  /** Asks whether a tool with `approval: 'ask'` may run; without it such a tool answers that nobody could be asked. */
  readonly approve?: NonNullable<ToolSurroundings['approve']>
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
 * const stop = answerToolCalls(call, { get_weather })
 */
export const answerToolCalls = (
  connection: Pick<CallConnection, 'on' | 'opened' | 'sendToolOutput'>,
  tools: Tools,
  { approve, answered, clock = systemClock }: AnswerOptions = {},
): (() => void) => {
  const seen = new Set<string>()
  const running = new Set<Running>()
  const sessionId = connection.opened.then(
    ({ id }) => id,
    () => '',
  )
  const cancel = (which: (toolName: string) => boolean) => {
    for (const { toolName, stop } of running) if (which(toolName)) stop.abort()
  }
  const answer = async (call: ServerData<'tool_call'>) => {
    const entry = { toolName: call.toolName, stop: new AbortController() }
    running.add(entry)
    const around = { signal: entry.stop.signal, clock, sessionId: await sessionId }
    const outcome = await answerToolCall(tools, call, approve === undefined ? around : { ...around, approve })
    running.delete(entry)
    const { status } = connection.sendToolOutput(outcome.toolCallId, outcome.output)
    answered?.(outcome, status)
  }
  const leave = [
    connection.on('message', (message) => {
      if (message.type === 'interruption')
        cancel((name) => Object.hasOwn(tools, name) && tools[name]?.onInterruption === 'abort')
      if (message.type !== 'tool_call' || seen.has(message.data.toolCallId)) return
      seen.add(message.data.toolCallId)
      void answer(message.data)
    }),
    connection.on('end', () => cancel(() => true)),
  ]
  return () => {
    for (const stopListening of leave) stopListening()
    cancel(() => true)
  }
}
