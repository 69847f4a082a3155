import type { Mixed, TypeOf } from 'io-ts'
import { InvalidArgumentError } from '../errors.ts'

/** The longest that a timer can wait, about 25 days; it takes more for nothing. */
const longestMs = 2_147_483_647

/** What a tool is told beside its arguments. */
export interface ToolContext {
  /**
   * Aborts when the answer is no longer wanted: the call ended, or the deadline passed. What is given all the same after
   * the end of the call is kept, in `unsettled.orphanedToolOutputs`.
   */
  readonly signal: AbortSignal
  /** The same for every run of the same tool call, so that what was booked once is not booked twice. */
  readonly idempotencyKey: string
}

/** What a tool agrees to beside its work. */
export interface ToolPolicy {
  /**
   * Whether somebody is asked each time before it runs: `ask` for what costs or cannot be undone.
   *
   * @defaultValue `'none'` - it runs at once
   */
  readonly approval: 'none' | 'ask'
  /**
   * What becomes of a running call of it when the user interrupts the agent: `abort` cancels it and tells the agent so.
   *
   * @defaultValue `'finish'` - it goes on and answers
   */
  readonly onInterruption: 'finish' | 'abort'
}

/** A tool that the agent may ask for. */
export interface Tool extends ToolPolicy {
  /** Checks and types the arguments. */
  readonly args: Mixed
  /** Does the work on checked arguments. */
  readonly run: (args: never, context: ToolContext) => unknown
  /** How long it may take. */
  readonly timeoutMs: number
}

/** The tools of a call, by the name the agent knows them by. */
export type Tools = Readonly<Record<string, Tool>>

/** How a tool is described. */
export interface ToolOptions<C extends Mixed> extends Partial<ToolPolicy> {
  /** An io-ts codec of the arguments, folded into one record. */
  readonly args: C
  /** Does the work; text goes to the agent as it is, anything else as JSON. A rejection is told to the agent. */
  readonly run: (args: TypeOf<C>, context: ToolContext) => unknown
  /**
   * How long it may take, in milliseconds; the time somebody thinks about its approval is not counted.
   *
   * @defaultValue `30_000` - thirty seconds
   */
  readonly timeoutMs?: number
}

/**
 * Makes a tool whose arguments are typed by their codec.
 *
 * @throws {InvalidArgumentError} when `timeoutMs` is no time that a timer can wait
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
