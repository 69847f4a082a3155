import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate'
import { stateMeanings } from './state-meanings.ts'

/** A transition of the chart. */
export interface ChartTransition {
  readonly event: string
  readonly guard: string | undefined
  /** The ids of the target states; empty for an internal transition. */
  readonly targets: readonly string[]
  readonly actions: readonly string[]
}

/** A state of the chart. */
export interface ChartState {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly parallel: boolean
  readonly initial: boolean
  readonly tags: readonly string[]
  readonly actors: readonly string[]
  readonly transitions: readonly ChartTransition[]
  readonly states: readonly ChartState[]
  /** The names of states inside that are not drawn. */
  readonly folded: readonly string[]
}

const nameOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  const named = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
  return typeof named === 'string' ? named : '?'
}

/** Returns the name of an event. XState names the end of a delay `xstate.after.<delay>.<state>`. */
const eventName = (eventType: string): string => eventType.replace(/^xstate\.after\.(\w+)\..*$/, 'after $1')

const readTransition = ({ eventType, guard, target, actions }: AnyTransitionDefinition): ChartTransition => ({
  event: eventName(String(eventType)),
  guard: guard === undefined ? undefined : nameOf(guard),
  targets: (target ?? []).map(({ id }) => id),
  actions: actions.map(nameOf),
})

const readState = (node: AnyStateNode): ChartState => ({
  id: node.id,
  name: node.key,
  description: stateMeanings[node.path.join('.')] ?? '',
  parallel: node.type === 'parallel',
  initial: node.parent?.config.initial === node.key,
  tags: node.tags,
  actors: node.invoke.map(({ src }) => nameOf(src)),
  transitions: [...[...node.transitions.values()].flat(), ...(node.always ?? [])].map(readTransition),
  states: Object.values(node.states).map(readState),
  folded: [],
})

/** Reads the chart of a machine. */
export const readChart = (machine: AnyStateMachine): ChartState => readState(machine.root)

/** Returns a state and all states inside it, in the order of the chart. */
export const withInside = (state: ChartState): readonly ChartState[] => [
  state,
  ...state.states.flatMap(withInside),
]
