import * as E from 'fp-ts/Either'
import { systemClock, type Clock } from '../clock.ts'
import { onAbort } from '../net/deadline.ts'
import { issues } from '../codec/issues.ts'
import { isTooLarge } from '../protocol/sent-size.ts'
import type { ServerData } from '../protocol/server-message.ts'
import type { ToolContext, Tools } from './tool.ts'

/** How a tool call went, with the output that is owed to the agent. */
export interface ToolOutcome {
  /**
   * `result`: it gave something. `error`: unknown tool, wrong arguments, or it failed. `timeout`, `cancelled`: it was
   * stopped. `declined`: somebody said no.
   */
  readonly type: 'result' | 'error' | 'timeout' | 'cancelled' | 'declined'
  readonly toolCallId: string
  readonly toolName: string
  /** The text for the agent. */
  readonly output: string
}

/** What surrounds a tool call. */
export interface ToolRunOptions {
  /** Cancels the tool; its reason becomes that of the tool's own signal. */
  readonly signal?: AbortSignal
  /** Hears the output of a tool that gave a result after its outcome: it had been stopped, and did its work all the same. */
  readonly late?: (output: string) => void
  /** Keeps the deadline. */
  readonly clock?: Clock
  /** Makes the idempotency key unique beyond this call. */
  readonly sessionId?: string
  /** Asks whether a tool with `approval: 'ask'` may run; without it such a tool answers that nobody could be asked. */
  readonly approve?: (call: ServerData<'tool_call'>) => boolean | Promise<boolean>
}

type Ending = Pick<ToolOutcome, 'type' | 'output'>

const complain = (type: Exclude<ToolOutcome['type'], 'result'>, error: string): Ending => ({
  type,
  output: JSON.stringify({ error }),
})

/** `undefined` and functions have no JSON: the agent reads `null`, an answer all the same. */
const toText = (value: unknown): string => {
  const text: unknown = typeof value === 'string' ? value : JSON.stringify(value)
  return typeof text === 'string' ? text : 'null'
}

/** What could not be sent is no answer, and neither is an error whose words could not. */
const fit = (ending: Ending): Ending =>
  isTooLarge(ending.output) ? complain('error', 'the tool gave more than 1 MiB of UTF-8') : ending

/** What is thrown may be anything, even what has no text. */
const sentence = (error: unknown): string => {
  try {
    return String(error instanceof Error ? error.message : error)
  } catch {
    return 'the tool failed'
  }
}

const fold = (list: ServerData<'tool_call'>['arguments']): unknown =>
  Object.fromEntries(list.map(({ name, value }) => [name, value]))

/** A piece of work that may not begin yet, with how long it may take once it has. */
interface Work {
  readonly limitMs: number
  readonly approve?: () => boolean | Promise<boolean>
  readonly start: (context: ToolContext) => unknown
}

/** The work of a call, or why there is none. */
const workOf = (
  tools: Tools,
  call: ServerData<'tool_call'>,
  approve: ToolRunOptions['approve'],
): E.Either<Ending, Work> => {
  const found = Object.hasOwn(tools, call.toolName) ? tools[call.toolName] : undefined
  if (found === undefined) return E.left(complain('error', `there is no tool ${call.toolName}`))
  const args = found.args.decode(fold(call.arguments)) as E.Either<never, never>
  if (E.isLeft(args)) return E.left(complain('error', `wrong arguments: ${issues(args.left).join('; ')}`))
  const work = { limitMs: found.timeoutMs, start: (context: ToolContext) => found.run(args.right, context) }
  if (found.approval === 'none') return E.right(work)
  return approve === undefined
    ? E.left(complain('error', `${call.toolName} needs approval, and nobody could be asked`))
    : E.right({ ...work, approve: () => approve(call) })
}

/**
 * Runs the tool that the agent asked for, after asking for approval if the tool wants one, and gives exactly one
 * outcome, with a text the agent can use. Never rejects; the tool's signal is aborted once nobody waits any more.
 */
export const runTool = async (
  tools: Tools,
  call: ServerData<'tool_call'>,
  { signal, late, clock = systemClock, sessionId = '', approve }: ToolRunOptions = {},
): Promise<ToolOutcome> => {
  const stop = new AbortController()
  const ending = await new Promise<Ending>((resolve) => {
    const cancel = () => resolve(complain('cancelled', 'the call moved on before the tool was done'))
    if (signal?.aborted === true) {
      cancel()
      return
    }
    stop.signal.addEventListener('abort', onAbort(signal, cancel))

    const limit = (ms: number) => {
      const late = () => resolve(complain('timeout', `the tool took longer than ${String(ms)} ms`))
      const timer = clock.setTimeout(late, ms)
      stop.signal.addEventListener('abort', () => clock.clearTimeout(timer))
    }
    const perform = async (): Promise<Ending> => {
      const work = workOf(tools, call, approve)
      if (E.isLeft(work)) return work.left
      if (!(await (work.right.approve?.() ?? true))) return complain('declined', 'the user declined this')
      // Whoever was asked may answer long after nobody waits for it.
      if (stop.signal.aborted) return complain('cancelled', 'the call moved on before the tool began')
      limit(work.right.limitMs)
      const idempotencyKey = `${sessionId}:${call.toolCallId}`
      const value = await work.right.start({ signal: stop.signal, idempotencyKey })
      return fit({ type: 'result', output: toText(value) })
    }
    perform().then(
      (done) => {
        if (stop.signal.aborted && done.type === 'result') late?.(done.output)
        resolve(done)
      },
      (error: unknown) => resolve(fit(complain('error', sentence(error)))),
    )
  })
  stop.abort(signal?.reason)
  return { ...ending, toolCallId: call.toolCallId, toolName: call.toolName }
}
