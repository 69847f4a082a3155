import { isTooLarge } from '../protocol/client-message.ts'

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
