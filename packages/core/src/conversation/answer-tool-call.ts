import * as E from 'fp-ts/Either'
import { systemClock, type Clock } from '../clock.ts'
import { issues } from '../protocol/issues.ts'
import type { ServerData } from '../protocol/server-message.ts'
import type { Tools } from './tool.ts'

/** How a tool call went, with the output that is owed to the agent. */
export interface ToolOutcome {
  /** `result`: it gave something. `error`: unknown tool, wrong arguments, or it failed. `timeout`, `cancelled`: it was stopped. */
  readonly type: 'result' | 'error' | 'timeout' | 'cancelled'
  readonly toolCallId: string
  readonly toolName: string
  /** The text for the agent. */
  readonly output: string
}

/** What surrounds a tool call. */
export interface ToolSurroundings {
  /** Cancels the tool. */
  readonly signal?: AbortSignal
  /** Keeps the deadline. */
  readonly clock?: Clock
  /** Makes the idempotency key unique beyond this call. */
  readonly sessionId?: string
}

type Ending = Pick<ToolOutcome, 'type' | 'output'>

const complain = (type: 'error' | 'timeout' | 'cancelled', error: string): Ending => ({
  type,
  output: JSON.stringify({ error }),
})

/** `undefined` and functions have no JSON: the agent reads `null`, an answer all the same. */
const toText = (value: unknown): string => {
  const text: unknown = typeof value === 'string' ? value : JSON.stringify(value)
  return typeof text === 'string' ? text : 'null'
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const fold = (list: ServerData<'tool_call'>['arguments']): unknown =>
  Object.fromEntries(list.map(({ name, value }) => [name, value]))

const run = async (
  tools: Tools,
  call: ServerData<'tool_call'>,
  signal: AbortSignal,
  idempotencyKey: string,
) => {
  const found = Object.hasOwn(tools, call.toolName) ? tools[call.toolName] : undefined
  if (found === undefined) return complain('error', `there is no tool ${call.toolName}`)
  const args = found.args.decode(fold(call.arguments)) as E.Either<never, never>
  if (E.isLeft(args)) return complain('error', `wrong arguments: ${issues(args.left).join('; ')}`)
  return { type: 'result', output: toText(await found.run(args.right, { signal, idempotencyKey })) } as const
}

/**
 * Runs the tool that the agent asked for and gives exactly one outcome: result, error, timeout or cancelled, each with
 * a text the agent can use. Never rejects; the tool's signal is aborted once nobody waits any more.
 */
export const answerToolCall = async (
  tools: Tools,
  call: ServerData<'tool_call'>,
  { signal, clock = systemClock, sessionId = '' }: ToolSurroundings = {},
): Promise<ToolOutcome> => {
  const limitMs = (Object.hasOwn(tools, call.toolName) ? tools[call.toolName]?.timeoutMs : undefined) ?? 0
  const stop = new AbortController()
  const ending = await new Promise<Ending>((resolve) => {
    const cancel = () => resolve(complain('cancelled', 'the call moved on before the tool was done'))
    const timer =
      limitMs > 0
        ? clock.setTimeout(
            () => resolve(complain('timeout', `the tool took longer than ${String(limitMs)} ms`)),
            limitMs,
          )
        : undefined
    stop.signal.addEventListener('abort', () => {
      clock.clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
    })
    if (signal?.aborted === true) {
      cancel()
      return
    }
    signal?.addEventListener('abort', cancel)
    run(tools, call, stop.signal, `${sessionId}:${call.toolCallId}`).then(resolve, (error: unknown) =>
      resolve(complain('error', sentence(error))),
    )
  })
  stop.abort()
  return { ...ending, toolCallId: call.toolCallId, toolName: call.toolName }
}
