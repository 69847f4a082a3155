import type { CallRecord, Transcript } from '@vatel/core'

/** A line of a conversation, as far as both sides have it. */
export interface ComparedLine {
  readonly who: 'user' | 'agent' | 'tool'
  /** The words; of a tool, what it gave. */
  readonly text: string
  /** The turn of the agent or the call of the tool; absent where it is not known. */
  readonly id?: string
}

/** The lines that this side saw. */
export const seenLines = (seen: Transcript): readonly ComparedLine[] =>
  seen.flatMap((line): readonly ComparedLine[] => {
    if (line.who === 'tool') return [{ who: 'tool', text: line.output ?? '', id: line.toolCallId }]
    if (line.text === '') return []
    if (line.who === 'user') return [{ who: 'user', text: line.text }]
    return [{ who: 'agent', text: line.text, id: line.turnId }]
  })

type StoredEntry = NonNullable<CallRecord['transcript']>['entries'][number]

const withId = (id: string | undefined) => (id === undefined ? {} : { id })

const lineOf = ({ type, role, message, turnId, toolCall }: StoredEntry): ComparedLine | undefined => {
  if (type === 'tool_call') return { who: 'tool', text: toolCall?.output ?? '', ...withId(toolCall?.callId) }
  if (message === undefined || message === '') return undefined
  if (role === 'user') return { who: 'user', text: message }
  return role === 'assistant' ? { who: 'agent', text: message, ...withId(turnId) } : undefined
}

/** An output that stands in a row of its own belongs to the tool of its id, or else to the first that has none yet. */
const answerIn = (lines: readonly ComparedLine[], { toolCall, toolCallOutput = '' }: StoredEntry) => {
  const open = ({ who, text, id }: ComparedLine) =>
    who === 'tool' && text === '' && (toolCall?.callId ?? id) === id
  const at = lines.findIndex(open)
  return lines.map((line, index) => (index === at ? { ...line, text: toolCallOutput } : line))
}

/** The lines that the platform stored. */
export const storedLines = ({ transcript }: CallRecord): readonly ComparedLine[] =>
  (transcript?.entries ?? []).reduce<readonly ComparedLine[]>((lines, entry) => {
    if (entry.type === 'tool_call_output') return answerIn(lines, entry)
    return lines.concat(lineOf(entry) ?? [])
  }, [])
