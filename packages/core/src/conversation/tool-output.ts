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

/**
 * Makes the outcome of a call from the value that the tool returned: text as it is, any other value as JSON.
 * `undefined` and functions have no JSON and become `null`.
 *
 * @throws {TypeError} when the value has no JSON form
 */
export const resultOf = (value: unknown): ToolEnding => {
  const text: unknown = typeof value === 'string' ? value : JSON.stringify(value)
  return fit({ type: 'result', output: typeof text === 'string' ? text : 'null' })
}

/** A tool may throw anything, even a value that cannot be converted to text. */
const messageOf = (error: unknown): string => {
  try {
    return String(error instanceof Error ? error.message : error)
  } catch {
    return 'the tool failed'
  }
}

/** Makes the outcome of a call from the error that the tool threw. */
export const errorOf = (error: unknown): ToolEnding => fit(failure('error', messageOf(error)))
