import { callMachine, type CallSnapshot } from '@vatel/machine'
import type { StateValue } from 'xstate'

type StateNode = (typeof callMachine)['root']

/** The paths of the states that a value names, each with those above it. */
export const activePaths = (value: StateValue, above = ''): readonly string[] => {
  if (typeof value === 'string') return [`${above}${value}`]
  return Object.entries(value).flatMap(([key, inner]) =>
    inner === undefined ? [] : [`${above}${key}`, ...activePaths(inner, `${above}${key}.`)],
  )
}

const State = ({ node, active }: { readonly node: StateNode; readonly active: ReadonlySet<string> }) => {
  const inner = Object.values(node.states)
  const isActive = active.has(node.path.join('.'))
  return (
    <li
      className="state"
      data-kind={node.parent?.type === 'parallel' ? 'region' : node.type}
      data-active={isActive}
      {...(isActive && { 'aria-current': 'step' as const })}
    >
      <span>{node.key}</span>
      {inner.length > 0 && (
        <ul>
          {inner.map((child) => (
            <State key={child.id} node={child} active={active} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** The statechart itself, drawn from the machine, with the states lit that the call is in. */
export const Statechart = ({ snapshot }: { readonly snapshot: CallSnapshot }) => {
  const active = new Set(activePaths(snapshot.value))
  return (
    <section className="card statechart" aria-labelledby="statechart">
      <h2 id="statechart">The statechart</h2>
      <ul className="chart">
        {Object.values(callMachine.root.states).map((node) => (
          <State key={node.id} node={node} active={active} />
        ))}
      </ul>
    </section>
  )
}
