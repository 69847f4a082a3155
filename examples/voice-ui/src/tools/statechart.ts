import { callMachine, type CallSnapshot } from '@vatel/machine'
import { html, nothing, type TemplateResult } from 'lit'
import type { StateValue } from 'xstate'

type StateNode = (typeof callMachine)['root']

/** Returns the paths of the states that a value names, each with those above it. */
export const activePaths = (value: StateValue, above = ''): readonly string[] => {
  if (typeof value === 'string') return [`${above}${value}`]
  return Object.entries(value).flatMap(([key, inner]) =>
    inner === undefined ? [] : [`${above}${key}`, ...activePaths(inner, `${above}${key}.`)],
  )
}

const renderState = (node: StateNode, active: ReadonlySet<string>): TemplateResult => {
  const inner = Object.values(node.states)
  const isActive = active.has(node.path.join('.'))
  const kind = node.parent?.type === 'parallel' ? 'region' : inner.length > 0 ? 'compound' : 'atomic'
  return html`<li
    class="state ${kind}"
    data-active=${isActive ? 'true' : 'false'}
    aria-current=${isActive ? 'step' : nothing}
  >
    <span>${node.key}</span>
    ${
      inner.length === 0
        ? nothing
        : html`<ul>
            ${inner.map((child) => renderState(child, active))}
          </ul>`
    }
  </li>`
}

/** Renders the statechart from the machine itself, with the states lit that the call is in. */
export const renderStatechart = (value: CallSnapshot['value']): TemplateResult => {
  const active = new Set(activePaths(value))
  return html`<ul class="chart">
    ${Object.values(callMachine.root.states).map((node) => renderState(node, active))}
  </ul>`
}
