import type { AnyStateNode, AnyTransitionDefinition, InspectionEvent } from 'xstate'
import { getStateNodes } from 'xstate/graph'
import { callMachine } from '../src/call-machine.ts'

const nodes: readonly AnyStateNode[] = [callMachine.root, ...getStateNodes(callMachine.root)]

const nameOf = ({ source, eventType, guard, target }: AnyTransitionDefinition): string =>
  [
    source.id,
    eventType,
    ...(guard === undefined ? [] : [`if ${typeof guard === 'object' ? guard.type : String(guard)}`]),
    ...(target ?? []).map(({ id }) => `to ${id}`),
  ].join(' ')

/** Every transition of the chart, by name. */
export const allTransitions: readonly string[] = nodes.flatMap((node) =>
  [...[...node.transitions.values()].flat(), ...(node.always ?? [])].map(nameOf),
)

/** Every state of the chart that has no states inside. */
export const allStates: readonly string[] = nodes.filter(({ type }) => type === 'atomic').map(({ id }) => id)

/** Records the transitions that are taken and the states that are entered. */
export const recordCoverage = () => {
  const transitions = new Set<string>()
  const states = new Set<string>()
  return {
    transitions,
    states,
    inspect: (event: InspectionEvent): void => {
      if (event.type !== '@xstate.microstep') return
      for (const transition of event._transitions) transitions.add(nameOf(transition))
      if ('_nodes' in event.snapshot && Array.isArray(event.snapshot._nodes))
        for (const { id } of event.snapshot._nodes as readonly AnyStateNode[]) states.add(id)
    },
  }
}
