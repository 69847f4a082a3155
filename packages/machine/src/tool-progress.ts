import type { ServerData } from '@vatel/core'
import type { CallContext, ToolProgress } from './context.ts'

type Tools = Pick<CallContext, 'tools'>

/** The actor that runs a tool call, by the call's id. */
export const toolActorId = (toolCallId: string): string => `tool ${toolCallId}`

/** What goes back for a tool that was still running when the call was hung up. */
export const cancelledOutput = JSON.stringify({ error: 'the call ended before the tool was done' })

const isPending = ({ status }: ToolProgress): boolean => status === 'pending' || status === 'asking'

/** The tool calls that still owe an answer. */
export const pendingOf = ({ tools }: Tools): readonly ToolProgress[] => tools.filter(isPending)

/** The tool calls that wait for approval. */
export const askingOf = ({ tools }: Tools): readonly ToolProgress[] =>
  tools.filter(({ status }) => status === 'asking')

/** Tells whether a tool call is new. The same one may come twice, and is answered once. */
export const isNewTool = ({ tools }: Tools, toolCallId: string): boolean =>
  !tools.some((tool) => tool.toolCallId === toolCallId)

/** Tells whether a tool call still owes an answer. */
export const owesAnswer = (context: Tools, toolCallId: string): boolean =>
  pendingOf(context).some((tool) => tool.toolCallId === toolCallId)

/** Adds a tool call that has come. */
export const withTool = ({ tools }: Tools, call: ServerData<'tool_call'>): Tools => ({
  tools: [
    ...tools,
    {
      toolCallId: call.toolCallId,
      toolName: call.toolName,
      arguments: call.arguments,
      status: 'pending',
    },
  ],
})

/** Says what became of a tool call; the first word counts. */
export const withStatus = ({ tools }: Tools, toolCallId: string, status: ToolProgress['status']): Tools => ({
  tools: tools.map((tool) =>
    tool.toolCallId === toolCallId && isPending(tool) ? { ...tool, status } : tool,
  ),
})
