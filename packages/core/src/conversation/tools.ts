import * as E from 'fp-ts/Either'
import type { Mixed, TypeOf, Validation } from 'io-ts'
import { maxTimerMs } from '../clock.ts'
import { issues } from '../codec/io-ts.ts'
import { assertArgument, assertOptions } from '../errors.ts'
import { isTooLarge, type ServerData } from '../protocol/messages.ts'

/**
 * A schema of any library that follows Standard Schema 1 (https://standardschema.dev): zod, valibot, arktype, effect and
 * others. The interface is copied, as the specification suggests, so that no library is a dependency.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

/** The result of a validation: the value, or what is wrong. */
export type StandardResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] }

/** One fault of a value. */
export interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** Returns true for a schema that follows Standard Schema; arktype's are functions. */
export const isStandardSchema = (schema: object): schema is StandardSchema => '~standard' in schema

/** Formats issues as one line for each, with the path of the fault. */
export const linesOfIssues = (issues: readonly StandardIssue[]): readonly string[] =>
  issues.map(({ path = [], message }) => {
    const place = path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.')
    return place === '' ? message : `${place}: ${message}`
  })

/** Most faults that are reported of one value. */
const mostIssues = 10

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

/** The built-in type of an object, as in `Map`; also of one from another realm, where `instanceof` fails. */
const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice('[object '.length, -1)

const isError = (value: unknown): value is Error => value instanceof Error || tagOf(value) === 'Error'

/** Name of the type of an object, as in `Map` or `Response`. */
const typeName = (value: object): string => {
  const tag = tagOf(value)
  const { constructor } = Object(Object.getPrototypeOf(value)) as object
  return tag === 'Object' && typeof constructor === 'function' ? constructor.name : tag
}

/** Types that `JSON.stringify` writes as what they hold, beside plain objects. */
const jsonTypes = ['Array', 'Number', 'String', 'Boolean']

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Returns `true` for an object that `JSON.stringify` would write as `{}`, or as its indices, and lose what it holds. */
const hasNoJson = (value: object): boolean => {
  if (jsonTypes.includes(tagOf(value))) return false
  const hasNoKeys = Object.keys(value).length === 0
  // An empty object loses nothing; one with symbols for keys, as an iterable, does.
  if (isPlain(value) && tagOf(value) === 'Object') return hasNoKeys && Reflect.ownKeys(value).length > 0
  // A stream of Node has keys, those of its inner state.
  return ArrayBuffer.isView(value) || hasNoKeys || Symbol.iterator in value || Symbol.asyncIterator in value
}

const refuse = (type: string): never => {
  throw new TypeError(
    `the tool returned a value of type ${type}, which has no JSON form: return text, an array or a plain object`,
  )
}

/** Returns `true` for an object all of whose properties are functions, which `JSON.stringify` leaves out. */
const hasOnlyFunctions = (value: object): boolean => {
  const names = Object.keys(value)
  return names.length > 0 && names.every((name) => typeof Reflect.get(value, name) === 'function')
}

/** Converts a value to what JSON can write: an error to its message; a BigInt, NaN, Infinity and an invalid date to text. */
function toJson(this: object, key: string, value: unknown): unknown {
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)))
    return String(value)
  if (typeof value === 'symbol' || (typeof value === 'function' && Array.isArray(this))) refuse(typeof value)
  if (isError(value)) return messageOf(value)
  // An invalid date has a `toJSON` that returns `null`.
  if (value === null) return tagOf(Reflect.get(this, key)) === 'Date' ? 'Invalid Date' : null
  if (!isObject(value)) return value
  if (hasNoJson(value)) refuse(typeName(value))
  return hasOnlyFunctions(value) ? refuse('function') : value
}

/**
 * Makes the outcome of a call from the value that the tool returned: text as it is, any other value as JSON. `undefined`
 * becomes `null`, a BigInt its digits, NaN, Infinity and an invalid date their text. A returned error is the outcome `error`.
 *
 * @throws {TypeError} when the value, or a part of it, has no JSON form
 */
export const resultOf = (value: unknown): ToolEnding => {
  if (isError(value)) return errorOf(value)
  if (typeof value === 'function') refuse('function')
  const isText = typeof value === 'string' || typeof value === 'bigint'
  // The type of `JSON.stringify` leaves out `undefined`, which it returns for that.
  const text = (isText ? String(value) : JSON.stringify(value, toJson)) as string | undefined
  return fit({ type: 'result', output: text ?? 'null' })
}

const noMessage = 'the tool failed'

/** Returns the message of a value that was thrown: of any object that has one, else its content or the name of its class. */
const messageOf = (error: unknown): string => {
  try {
    if (typeof error === 'function') return noMessage
    if (!isObject(error)) return String(error).replace(/^(undefined|null|)$/, noMessage)
    const { message, name, errors, cause } = error as Readonly<Record<string, unknown>>
    if (message !== undefined && message !== null && message !== '') return messageOf(message)
    // As that of Node for several failed addresses: its own message is empty.
    if (Array.isArray(errors) && errors.length > 0)
      return errors.slice(0, mostIssues).map(messageOf).join('; ')
    if (cause !== undefined && cause !== null) return messageOf(cause)
    if (isError(error)) return typeof name === 'string' && name !== 'Error' ? name : noMessage
    if (hasNoJson(error)) return `the tool threw a value of type ${typeName(error)}`
    const text = JSON.stringify(error, toJson)
    return text === '{}' ? noMessage : text
  } catch {
    return noMessage
  }
}

/** Makes the outcome of a call from the error that the tool threw. */
export const errorOf = (error: unknown): ToolEnding => fit(failure('error', messageOf(error)))

/** The outcome of a call that was stopped before its tool was done. */
export const cancelled = /* @__PURE__ */ failure('cancelled', 'the call moved on before the tool was done')

/**
 * Returns the reason of a tool's signal. Text becomes an error with the name that `fetch` gives to one, because React Native
 * has no `DOMException`.
 */
export const abortReason = (reason: unknown): unknown =>
  typeof reason === 'string' ? Object.assign(new Error(reason), { name: 'AbortError' }) : reason

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

/** A schema of the arguments of a tool: a Standard Schema, as of zod, valibot, arktype or effect, or an io-ts codec. */
export type ToolSchema = Mixed | StandardSchema

/** The type of the arguments that a schema accepts. */
export type ToolArguments<S extends ToolSchema> = S extends StandardSchema
  ? NonNullable<S['~standard']['types']>['output']
  : S extends Mixed
    ? TypeOf<S>
    : never

/** A tool that the agent can call. */
export interface Tool<S extends ToolSchema = ToolSchema> extends ToolPolicy {
  /** Checks and types the arguments. */
  readonly args: S
  /** Does the work on checked arguments. */
  readonly run: (args: never, context: ToolContext) => unknown
  /** Deadline of one run, in milliseconds. */
  readonly timeoutMs: number
  /** The milliseconds within which the tool answers as a rule. A run that takes longer is reported as `overdue`. */
  readonly answersWithinMs?: number | undefined
}

/** The tools of a call, by the names under which the agent knows them. */
export type Tools = Readonly<Record<string, Tool>>

/** Description of a tool. */
export interface ToolOptions<S extends ToolSchema> extends Partial<ToolPolicy> {
  /**
   * The schema of the arguments, which arrive as one record. The output for the agent names the wrong argument by its path. A
   * schema that checks asynchronously does so within the deadline of the run.
   */
  readonly args: S
  /** Does the work. Text goes to the agent as it is, any other value as JSON. A rejection is reported to the agent. */
  readonly run: (args: ToolArguments<S>, context: ToolContext) => unknown
  /**
   * Deadline of one run, in milliseconds. The time until approval does not count.
   *
   * @defaultValue `30_000` - thirty seconds
   */
  readonly timeoutMs?: number
  /**
   * The milliseconds within which the tool answers as a rule, below `timeoutMs`. A run that takes longer is reported as
   * `overdue` and goes on: tell the user, because the agent says nothing until it has the output.
   *
   * @defaultValue none - nothing is reported
   */
  readonly answersWithinMs?: number
}

/** Tells whether a value can check arguments: a Standard Schema, or a codec. A JSON Schema is only a description. */
const isSchema = (args: unknown): boolean => {
  const schema = Object(args) as { readonly decode?: unknown }
  return isStandardSchema(schema) || typeof schema.decode === 'function'
}

/**
 * Makes a tool whose arguments are typed by their schema.
 *
 * @throws {InvalidArgumentError} when `timeoutMs` is not a delay that a timer can have, or `answersWithinMs` is not below it;
 * in JavaScript also when `args` is no schema, `run` no function, a word of the policy unknown, or an option misspelt
 *
 * @example
 * const tools = {
 *   get_weather: tool({ args: z.object({ city: z.string() }), run: async ({ city }) => forecast(city) }),
 * }
 */
export const tool = <S extends ToolSchema>(options: ToolOptions<S>): Tool<S> => {
  const {
    args,
    run,
    timeoutMs = 30_000,
    approval = 'none',
    onInterruption = 'finish',
    answersWithinMs,
  } = Object(options) as ToolOptions<S>
  assertArgument(
    isSchema(args),
    'args',
    'be a Standard Schema, as of zod, or an io-ts codec; a JSON Schema checks nothing',
  )
  assertArgument(typeof run === 'function', 'run', 'be a function')
  assertArgument(['none', 'ask'].includes(approval), 'approval', "be 'none' or 'ask'")
  assertArgument(['finish', 'abort'].includes(onInterruption), 'onInterruption', "be 'finish' or 'abort'")
  assertArgument(
    typeof timeoutMs === 'number' && timeoutMs > 0 && timeoutMs <= maxTimerMs,
    'timeoutMs',
    `be more than 0 and at most ${String(maxTimerMs)} milliseconds`,
  )
  assertArgument(
    answersWithinMs === undefined ||
      (typeof answersWithinMs === 'number' && answersWithinMs > 0 && answersWithinMs < timeoutMs),
    'answersWithinMs',
    'be more than 0 and less than timeoutMs',
  )
  assertOptions<ToolOptions<S>>(options, {
    args: true,
    run: true,
    timeoutMs: true,
    approval: true,
    onInterruption: true,
    answersWithinMs: true,
  })
  return {
    args,
    run,
    timeoutMs,
    approval,
    onInterruption,
    ...(answersWithinMs !== undefined && { answersWithinMs }),
  }
}

/**
 * Checks the tools of a call, at the time they are given and not when the agent calls one. A name without a value counts
 * as left out.
 *
 * @throws {InvalidArgumentError} in JavaScript, for a value that `tool` has not made; the field is `tools.` and its name
 */
export const assertTools = (tools: Tools): void => {
  assertArgument(/Object|Module/.test(tagOf(tools)), 'tools', 'be an object of tools by their names')
  for (const [name, given] of Object.entries<unknown>(tools)) {
    if (given === undefined) continue
    const { args, run, timeoutMs } = Object(given) as Tool
    assertArgument(
      isSchema(args) && typeof run === 'function' && timeoutMs > 0,
      `tools.${name}`,
      'be made by tool({ args, run })',
    )
  }
}

/** The arguments as one record. One without a name is left out; the last of a name counts. */
const toRecord = (list: ServerData<'tool_call'>['arguments']): unknown =>
  Object.fromEntries(list.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value]])))

/** Checked arguments, or the text for the agent that names what is wrong. */
type Checked = E.Either<string, unknown>

const wrong = (lines: readonly string[]): Checked =>
  E.left(`wrong arguments: ${lines.slice(0, mostIssues).join('; ')}`)

/** Refuses what no schema returns, such as the nothing of a function that forgets to return. */
const assertChecked = (result: object | undefined): void => {
  if (!isObject(result)) throw new TypeError('the schema returned no result')
}

const checkedBy = (result: StandardResult<unknown>): Checked => {
  assertChecked(result)
  return result.issues === undefined ? E.right(result.value) : wrong(linesOfIssues(result.issues))
}

const checkArguments = (schema: ToolSchema, args: unknown): Checked | Promise<Checked> => {
  if (isStandardSchema(schema)) {
    const result = schema['~standard'].validate(args)
    // A thenable is not always a whole promise.
    return 'then' in Object(result)
      ? Promise.resolve(result).then(checkedBy)
      : checkedBy(result as StandardResult<unknown>)
  }
  const read = schema.decode(args) as Validation<unknown>
  assertChecked(read)
  return E.isLeft(read) ? wrong(issues(read.left)) : read
}

/** Looks up a tool; names that only `Object.prototype` has are no tools. */
export const findTool = (tools: Tools, toolName: string): Tool | undefined =>
  Object.hasOwn(tools, toolName) ? tools[toolName] : undefined

/** A tool with checked arguments, ready to run. Plain data, without functions: many calls may wait for room. */
export interface PreparedTool {
  readonly tool: Tool
  /** The arguments, or the check of a schema that checks asynchronously. */
  readonly checked: E.Right<unknown> | Promise<Checked>
}

/** Looks up the tool of a call and checks the arguments. Left is the outcome of a call that cannot run. */
export const prepareTool = (
  tools: Tools,
  call: ServerData<'tool_call'>,
): E.Either<ToolEnding, PreparedTool> => {
  try {
    const tool = findTool(tools, call.toolName)
    if (tool === undefined) return E.left(failure('error', `there is no tool ${call.toolName}`))
    const checked = checkArguments(tool.args, toRecord(call.arguments))
    // Its failure is met when the tool runs.
    if ('then' in checked) checked.catch(() => undefined)
    else if (E.isLeft(checked)) return E.left(failure('error', checked.left))
    return E.right({ tool, checked })
  } catch (error) {
    return E.left(errorOf(error))
  }
}

/**
 * Runs a prepared tool and returns what it returns.
 *
 * @throws {TypeError} (as a rejection) when arguments that are checked asynchronously are wrong
 */
export const performTool = ({ tool, checked }: PreparedTool, context: ToolContext): unknown => {
  const perform = (read: Checked) => {
    if (E.isLeft(read)) throw new TypeError(read.left)
    return tool.run(read.right as never, context)
  }
  return 'then' in checked ? checked.then(perform) : perform(checked)
}
