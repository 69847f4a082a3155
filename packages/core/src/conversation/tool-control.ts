import type { Sent } from '../call/connection.ts'
import type { Clock } from '../clock.ts'
import type { ServerData } from '../protocol/messages.ts'
import type { ToolOutcome, Tools } from './tools.ts'

type ToolCall = ServerData<'tool_call'>

/**
 * Order of calls of the same tool. `together`: each begins at once. `in-order`: each begins when the one before it has
 * settled. `latest`: a new call cancels the one before it.
 */
export type ToolConcurrency = 'together' | 'in-order' | 'latest'

/** Decides whether a tool with `approval: 'ask'` may run: `true` approves, any other value declines. */
export type ApproveTool = (call: ToolCall) => boolean | Promise<boolean>

/** An event of a tool controller. */
export type ToolControllerEvent =
  /** The tool begins to run. */
  | { readonly type: 'started'; readonly call: ToolCall }
  /** The tool has run for its `answersWithinMs`, and goes on. Tell the user that it takes longer. */
  | { readonly type: 'overdue'; readonly call: ToolCall }
  /** The call waits for approval. */
  | { readonly type: 'approvalRequested'; readonly call: ToolCall }
  /** The call has its one outcome. `sent` says what became of the output. */
  | { readonly type: 'settled'; readonly outcome: ToolOutcome; readonly sent: Sent['status'] }
  /**
   * The tool returned a value after its call had settled. When the earlier output was dropped, because the call was
   * over, this one was sent in its place and is kept in `call.delivery.orphanedToolOutputs`.
   */
  | {
      readonly type: 'lateOutput'
      readonly toolCallId: string
      readonly output: string
      readonly sent: Sent['status']
    }

/** Options of a tool controller. */
export interface ToolControllerOptions {
  readonly tools: Tools
  /** Sends an output to the agent. An exception in it is rethrown as an uncaught error, and the output counts as `dropped`. */
  readonly send: (toolCallId: string, output: string) => Sent['status']
  /**
   * Makes the idempotency keys unique beyond this call. Tools wait for the promise; when it rejects, the id is empty.
   *
   * @defaultValue `''`
   */
  readonly sessionId?: string | Promise<string>
  /**
   * Approval of tools with `approval: 'ask'`: a function, or `'interactive'` when `approve` and `decline` of the
   * controller are called after the event `approvalRequested`.
   *
   * @defaultValue none - such a tool does not run, and its output says that nobody could be asked
   */
  readonly approve?: ApproveTool | 'interactive'
  /**
   * Order of calls of the same tool: one rule for all tools, or one by the name of each.
   *
   * @defaultValue `'together'` - each begins at once
   */
  readonly concurrency?: ToolConcurrency | Readonly<Record<string, ToolConcurrency>>
  /**
   * Largest number of tools that run at the same time. Further calls wait. A call that waits for approval does not count.
   *
   * @defaultValue `32`
   */
  readonly maxRunning?: number
  /**
   * Measures the deadlines.
   *
   * @defaultValue `systemClock` - the machine's
   */
  readonly clock?: Clock
  /** Called with each event. An exception in it is rethrown as an uncaught error and changes nothing here. */
  readonly onEvent?: (event: ToolControllerEvent) => void
}

/** Runs the tool calls of one call and sends exactly one output for each. */
export interface ToolController {
  /** Takes a tool call. Returns `false` for a repeated one, which changes nothing. */
  call(call: ToolCall): boolean
  /** Approves a call that waits for approval. Returns `false` when it does not wait for one. */
  approve(toolCallId: string): boolean
  /** Declines a call that waits for approval. Returns `false` when it does not wait for one. */
  decline(toolCallId: string): boolean
  /** Stops a call that was answered elsewhere: nothing is sent. Returns `false` when the call has settled already. */
  answered(toolCallId: string): boolean
  /** Cancels the calls of tools with `onInterruption: 'abort'`. */
  interrupt(): void
  /**
   * Cancels all calls that have not settled, before it returns. The reason becomes that of each tool's signal; text
   * becomes the message of an `AbortError`.
   */
  cancel(reason: unknown): void
  /** Number of calls that have not settled. */
  readonly pending: number
}
