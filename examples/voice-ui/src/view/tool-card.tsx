import type { ToolEntry } from '@vatel/core'
import type { ToolProgress } from '@vatel/machine'

/** What the cards of tool calls need of the call. */
export interface Tooling {
  readonly tools: readonly ToolProgress[]
  readonly decide: (toolCallId: string, decision: 'approve' | 'decline') => void
}

const words: Readonly<Record<ToolProgress['status'], string>> = {
  asking: 'May it run?',
  pending: 'Running',
  answered: 'Answered elsewhere',
  result: 'Done',
  error: 'Failed',
  timeout: 'Took too long',
  cancelled: 'Cancelled',
  declined: 'Declined',
}

/** A tool call in the conversation: what the agent asked for, how it stands, and what went back. */
export const ToolCard = ({ entry, tooling }: { readonly entry: ToolEntry; readonly tooling: Tooling }) => {
  const status = tooling.tools.find(({ toolCallId }) => toolCallId === entry.toolCallId)?.status ?? 'pending'
  return (
    <li className="tool" data-status={status}>
      <p className="tool-head">
        <code>{entry.toolName}</code>
        <span className="badge">{words[status]}</span>
      </p>
      <dl>
        {entry.arguments.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
      {status === 'asking' && (
        <p className="tool-ask">
          <button type="button" onClick={() => tooling.decide(entry.toolCallId, 'approve')}>
            Allow
          </button>
          <button type="button" onClick={() => tooling.decide(entry.toolCallId, 'decline')}>
            Decline
          </button>
        </p>
      )}
      {entry.output !== undefined && <p className="tool-output">{entry.output}</p>}
    </li>
  )
}
