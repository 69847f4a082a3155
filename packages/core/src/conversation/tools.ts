import type { Mixed, TypeOf } from 'io-ts'
import * as E from 'fp-ts/Either'
import { issues } from '../codec/codec.ts'
import { InvalidArgumentError } from '../errors.ts'
import type { ServerData } from '../protocol/server-message.ts'
import { errorOf, failure, type ToolEnding } from './tool-output.ts'

/** Longest delay of a timer, in milliseconds: about 25 days. A longer one fires at once. */
const longestMs = 2_147_483_647

/** Data that a tool gets beside its arguments. */
export interface ToolContext {
  /**
   * Aborts when the output is no longer wanted: the call ended, the tool was cancelled, or its deadline passed. The
   * output of a tool that finishes after the call was lost is kept in `call.delivery.orphanedToolOutputs`.
   */
  readonly signal: AbortSignal
  /** Identifies the tool call. Every run of the same tool call has the same key, so that the work can be done once. */
  readonly idempotencyKey: string
}

/** Rules of a tool beside its work. */
export interface ToolPolicy {
  /**
   * Approval before each run: `ask` for a tool that costs money or cannot be undone.
   *
   * @defaultValue `'none'` - it runs at once
   */
  readonly approval: 'none' | 'ask'
  /**
   * Effect of an interruption on a running call of the tool: `abort` cancels it and reports that to the agent.
   *
   * @defaultValue `'finish'` - it goes on and sends its output
   */
  readonly onInterruption: 'finish' | 'abort'
}

/** A tool that the agent can call. */
export interface Tool extends ToolPolicy {
  /** Checks and types the arguments. */
  readonly args: Mixed
  /** Does the work on checked arguments. */
  readonly run: (args: never, context: ToolContext) => unknown
  /** Deadline of one run, in milliseconds. */
  readonly timeoutMs: number
}

/** The tools of a call, by the names under which the agent knows them. */
export type Tools = Readonly<Record<string, Tool>>

/** Description of a tool. */
export interface ToolOptions<C extends Mixed> extends Partial<ToolPolicy> {
  /** An io-ts codec of the arguments, which arrive as one record. */
  readonly args: C
  /** Does the work. Text goes to the agent as it is, any other value as JSON. A rejection is reported to the agent. */
  readonly run: (args: TypeOf<C>, context: ToolContext) => unknown
  /**
   * Deadline of one run, in milliseconds. The time until approval does not count.
   *
   * @defaultValue `30_000` - thirty seconds
   */
  readonly timeoutMs?: number
}

/**
 * Makes a tool whose arguments are typed by their codec.
 *
 * @throws {InvalidArgumentError} when `timeoutMs` is not a delay that a timer can have
 *
 * @example
 * const tools = {
 *   get_weather: tool({ args: t.type({ city: t.string }), run: async ({ city }) => forecast(city) }),
 * }
 */
export const tool = <C extends Mixed>({
  args,
  run,
  timeoutMs = 30_000,
  approval = 'none',
  onInterruption = 'finish',
}: ToolOptions<C>): Tool => {
  if (!(timeoutMs > 0 && timeoutMs <= longestMs))
    throw new InvalidArgumentError(
      'timeoutMs',
      `must be more than 0 and at most ${String(longestMs)} milliseconds`,
    )
  return { args, run, timeoutMs, approval, onInterruption }
}

/** The arguments as one record. One without a name is left out; the last of a name counts. */
const toRecord = (list: ServerData<'tool_call'>['arguments']): unknown =>
  Object.fromEntries(list.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value]])))

/** Looks up a tool; names that only `Object.prototype` has are no tools. */
export const findTool = (tools: Tools, toolName: string): Tool | undefined =>
  Object.hasOwn(tools, toolName) ? tools[toolName] : undefined

/** A tool with checked arguments, ready to run. */
export interface PreparedTool {
  readonly tool: Tool
  readonly work: (signal: AbortSignal) => unknown
}

/** Looks up the tool of a call and checks the arguments. Left is the outcome of a call that cannot run. */
export const prepareTool = (
  tools: Tools,
  call: ServerData<'tool_call'>,
  sessionId: string,
): E.Either<ToolEnding, PreparedTool> => {
  const tool = findTool(tools, call.toolName)
  if (tool === undefined) return E.left(failure('error', `there is no tool ${call.toolName}`))
  try {
    const args = tool.args.decode(toRecord(call.arguments)) as E.Either<never, never>
    if (E.isLeft(args)) return E.left(failure('error', `wrong arguments: ${issues(args.left).join('; ')}`))
    const idempotencyKey = `${sessionId}:${call.toolCallId}`
    return E.right({ tool, work: (signal) => tool.run(args.right, { signal, idempotencyKey }) })
  } catch (error) {
    return E.left(errorOf(error))
  }
}
