import type { ServerData } from '@vatel/core'
import type { CallContext, ToolProgress } from './context.ts'

type Tools = Pick<CallContext, 'tools'>

/** The number of settled tool calls that a context keeps. */
const maxSettled = 100

const isPending = ({ status }: ToolProgress): boolean => status === 'pending' || status === 'asking'

/** Returns the tool calls that have no output yet. */
export const pendingOf = ({ tools }: Tools): readonly ToolProgress[] => tools.filter(isPending)

/** Tests whether a tool call has no output yet. */
export const hasPending = ({ tools }: Tools): boolean => tools.some(isPending)

/** Tests whether a tool call waits for approval. */
export const hasAsking = ({ tools }: Tools): boolean => tools.some(({ status }) => status === 'asking')

/** Tests whether the tool call of an id waits for approval. */
export const isAsking = ({ tools }: Tools, toolCallId: string): boolean =>
  tools.some((tool) => tool.toolCallId === toolCallId && tool.status === 'asking')

const withoutOldest = (context: Tools): readonly ToolProgress[] => {
  let surplus = context.tools.length - pendingOf(context).length - maxSettled
  return surplus <= 0 ? context.tools : context.tools.filter((tool) => isPending(tool) || surplus-- <= 0)
}

/** Adds a tool call, and drops the oldest settled ones beyond the bound. */
export const withTool = (context: Tools, call: ServerData<'tool_call'>): Tools => {
  const { toolCallId, toolName, arguments: given } = call
  return { tools: [...withoutOldest(context), { toolCallId, toolName, arguments: given, status: 'pending' }] }
}

/** Sets the status of a tool call that has no output yet. */
export const withStatus = ({ tools }: Tools, toolCallId: string, status: ToolProgress['status']): Tools => ({
  tools: tools.map((tool) =>
    tool.toolCallId === toolCallId && isPending(tool) ? { ...tool, status } : tool,
  ),
})

/** Cancels every tool call that has no output yet. */
export const withCancelled = ({ tools }: Tools): Tools => ({
  tools: tools.map((tool) => (isPending(tool) ? { ...tool, status: 'cancelled' as const } : tool)),
})
