import type { ServerData } from '../protocol/server-message.ts'
import type { Transcript } from './transcript-entry.ts'

/** Puts a tool call in line, once, however often the platform repeats it. */
export const callTool = (
  transcript: Transcript,
  { toolCallId, toolName, arguments: given }: ServerData<'tool_call'>,
): Transcript =>
  transcript.some((entry) => entry.who === 'tool' && entry.toolCallId === toolCallId)
    ? transcript
    : [...transcript, { who: 'tool', toolCallId, toolName, arguments: given }]

/** Puts what went back to the agent into the line of its call. */
export const answerTool = (transcript: Transcript, toolCallId: string, output: string): Transcript =>
  transcript.map((entry) =>
    entry.who === 'tool' && entry.toolCallId === toolCallId ? { ...entry, output } : entry,
  )
