import type { ToolEntry } from '@vatel/core'
import type { ToolProgress } from '@vatel/machine'
import { css, html, nothing, type TemplateResult } from 'lit'
import { fill, words, type ElementTexts } from '../texts.ts'
import { icon, type IconName } from './icons.ts'

/** Words of a tool call: while it waits for approval, while it runs, and when it is done. */
export interface ToolWords {
  /** The question that asks for approval. */
  readonly asking: string
  readonly running: string
  readonly done: string
}

/** Words for the tools of an app, by name. */
export type ToolLabels = Readonly<Record<string, ToolWords>>

const verbs: readonly (readonly [names: RegExp, verb: string, running: string, done: string])[] = [
  [/^(get|fetch|load|read|look_?up|lookup|check|query)_/, 'Look up', 'Looking up', 'Looked up'],
  [/^(search|find|list)_/, 'Search for', 'Searching for', 'Searched for'],
  [/^(book|reserve)_/, 'Book', 'Booking', 'Booked'],
  [/^(create|add|make|open)_/, 'Create', 'Creating', 'Created'],
  [/^(send|post|notify)_/, 'Send', 'Sending', 'Sent'],
  [/^(update|change|set|edit)_/, 'Change', 'Changing', 'Changed'],
  [/^(cancel|delete|remove|close)_/, 'Cancel', 'Cancelling', 'Cancelled'],
  [/^(transfer|forward)_/, 'Transfer', 'Transferring', 'Transferred'],
]

/** Returns the words for a tool: those of the app, else made of its name. The verbs are English, for English texts. */
const toolWords = (name: string, labels: ToolLabels, texts: ElementTexts): ToolWords => {
  if (Object.hasOwn(labels, name) && labels[name] !== undefined) return labels[name]
  const plain = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[-\s.]+/g, '_')
    .toLowerCase()
  const noun = (text: string) => text.replace(/_+/g, ' ').trim()
  if (texts['tool-running'] === words['tool-running'])
    for (const [names, asking, running, done] of verbs) {
      const [verb] = names.exec(plain) ?? []
      if (verb !== undefined) {
        const object = noun(plain.slice(verb.length))
        return { asking: `${asking} ${object}?`, running: `${running} ${object}…`, done: `${done} ${object}` }
      }
    }
  return {
    asking: fill(texts['tool-asking'], noun(plain)),
    running: fill(texts['tool-running'], noun(plain)),
    done: fill(texts['tool-done'], noun(plain)),
  }
}

const toolIcons: Readonly<Record<ToolProgress['status'], IconName>> = {
  asking: 'ask',
  pending: 'busy',
  answered: 'done',
  result: 'done',
  error: 'problem',
  timeout: 'problem',
  cancelled: 'problem',
  declined: 'problem',
}

/** Returns the words for the progress of a tool call. */
const toolText = (
  { asking, running, done }: ToolWords,
  status: ToolProgress['status'],
  texts: ElementTexts,
): string => {
  if (status === 'asking') return asking
  if (status === 'pending') return running
  if (toolIcons[status] !== 'problem') return done
  const outcome = status === 'declined' || status === 'cancelled' ? status : 'error'
  return fill(texts[`tool-${outcome}`], running.replace(/…$/, ''))
}

/** A tool call, and what its card needs of the element around it. */
export interface ToolView {
  readonly entry: ToolEntry
  readonly status: ToolProgress['status']
  readonly labels: ToolLabels | undefined
  readonly texts: ElementTexts
  /** Called when the user has decided. */
  readonly decide: (decision: 'approve' | 'decline') => void
}

/** Styles of the cards of tool calls. */
export const toolStyles = css`
  .card {
    inline-size: min(100%, 30rem);
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) * 0.8);
    font-size: 0.925rem;
  }
  .card summary {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    padding: 0.25rem 0.9rem;
    list-style: none;
    border-radius: inherit;
    overflow-wrap: anywhere;
  }
  .card summary::-webkit-details-marker {
    display: none;
  }
  .card svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    color: var(--accent);
  }
  .card .icon-problem {
    color: var(--warning);
  }
  .icon-busy {
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.2rem 0.9rem;
    margin: 0;
    padding: 0.25rem 0.9rem 0.8rem 2.75rem;
    color: var(--muted);
  }
  dd {
    margin: 0;
    color: var(--text);
    overflow-wrap: anywhere;
  }
  .decision {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    padding: 0.25rem 0.9rem 0.9rem;
  }
  .decision button {
    padding-inline: 1.1rem;
    border-color: var(--line);
  }
  .decision .primary {
    background: var(--accent);
    color: var(--on-accent);
    border-color: transparent;
  }
  @media (forced-colors: active) {
    .card summary {
      border-width: 0;
    }
  }
`

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Renders a tool call as a card that unfolds to its arguments and its answer. */
export const renderTool = ({ entry, status, labels = {}, texts, decide }: ToolView): TemplateResult =>
  html`<div class="line tool ${status}" part="line line-tool" role="listitem">
    <div class="card" part="tool">
      <details>
        <summary>
          ${icon(toolIcons[status])}<span dir="auto"
            >${toolText(toolWords(entry.toolName, labels, texts), status, texts)}</span
          >
        </summary>
        <dl>
          ${entry.arguments.map(
            ({ name, value }) =>
              html`<dt>${name}</dt>
                <dd dir="auto">${text(value)}</dd>`,
          )}
          ${
            entry.output === undefined
              ? nothing
              : html`<dt>${texts['tool-answer']}</dt>
                  <dd dir="auto">${entry.output}</dd>`
          }
        </dl>
      </details>
      ${
        status === 'asking'
          ? html`<div class="decision">
              <button class="primary" @click=${() => decide('approve')}>${texts.approve}</button>
              <button @click=${() => decide('decline')}>${texts.decline}</button>
            </div>`
          : nothing
      }
    </div>
  </div>`
