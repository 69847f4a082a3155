import * as E from 'fp-ts/Either'
import type { Mixed, TypeOf } from 'io-ts'
import { issues } from '../codec/codec.ts'
import { InvalidArgumentError } from '../errors.ts'
import { isTooLarge, type ServerData } from '../protocol/messages.ts'

/** Outcome of a tool call, with the output for the agent. */
export interface ToolOutcome {
  /**
   * `result`: the tool returned a value. `error`: unknown tool, invalid arguments, or the tool failed. `timeout`: its
   * deadline passed. `cancelled`: it was stopped. `declined`: its approval was refused.
   */
  readonly type: 'result' | 'error' | 'timeout' | 'cancelled' | 'declined'
  readonly toolCallId: string
  readonly toolName: string
  /** The text for the agent. */
  readonly output: string
}

/** The part of an outcome that does not name the call. */
export type ToolEnding = Pick<ToolOutcome, 'type' | 'output'>

/** Makes the outcome of a call that has no result. The agent reads `{"error": …}`. */
export const failure = (type: Exclude<ToolOutcome['type'], 'result'>, error: string): ToolEnding => ({
  type,
  output: JSON.stringify({ error }),
})

/** An output that is too large for the wire becomes an error, and so does an error with too long a message. */
const fit = (ending: ToolEnding): ToolEnding =>
  isTooLarge(ending.output) ? failure('error', 'the tool gave more than 1 MiB of UTF-8') : ending

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Name of the type of an object, as in `Map` or `Response`. */
const typeName = (value: object): string => {
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (tag !== 'Object' || !isObject(prototype) || !('constructor' in prototype)) return tag
  return typeof prototype.constructor === 'function' ? prototype.constructor.name : tag
}

/** Types that `JSON.stringify` writes as what they hold, beside plain objects. */
const jsonTypes = ['Array', 'Number', 'String', 'Boolean']

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Returns `true` for an object that `JSON.stringify` would write as `{}`, or as its indices, and lose what it holds. */
const hasNoJson = (value: object): boolean =>
  !jsonTypes.includes(Object.prototype.toString.call(value).slice('[object '.length, -1)) &&
  !(isPlain(value) && Object.prototype.toString.call(value) === '[object Object]') &&
  (ArrayBuffer.isView(value) || Object.keys(value).length === 0 || Symbol.iterator in value)

const refuse = (type: string): never => {
  throw new TypeError(
    `the tool returned a value of type ${type}, which has no JSON form: return text, an array or a plain object`,
  )
}

/** The value in the form that JSON can write: a BigInt as its digits, an error as its message. */
const toJson = (_key: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Error) return messageOf(value)
  return isObject(value) && hasNoJson(value) ? refuse(typeName(value)) : value
}

/**
 * Makes the outcome of a call from the value that the tool returned: text as it is, any other value as JSON. `undefined`
 * becomes `null`, a BigInt its digits. A returned error is the outcome `error`.
 *
 * @throws {TypeError} when the value, or a part of it, has no JSON form
 */
export const resultOf = (value: unknown): ToolEnding => {
  if (value instanceof Error) return errorOf(value)
  if (typeof value === 'function' || typeof value === 'symbol') refuse(typeof value)
  const isText = typeof value === 'string' || typeof value === 'bigint'
  const text: unknown = isText ? String(value) : JSON.stringify(value, toJson)
  return fit({ type: 'result', output: typeof text === 'string' ? text : 'null' })
}

/** The message of whatever was thrown: of an error, of any object that has one, or the value as text. */
const messageOf = (error: unknown): string => {
  try {
    if (!isObject(error)) return String(error)
    if ('message' in error) return String(error.message)
    if (hasNoJson(error)) return `the tool threw a value of type ${typeName(error)}`
    const text = JSON.stringify(error, toJson)
    return text === '{}' ? 'the tool failed' : text
  } catch {
    return 'the tool failed'
  }
}

/** Makes the outcome of a call from the error that the tool threw. */
export const errorOf = (error: unknown): ToolEnding => fit(failure('error', messageOf(error)))

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
