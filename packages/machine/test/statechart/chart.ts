import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate'
import { stateMeanings } from './state-meanings.ts'

/** A transition, in words. */
export interface ChartTransition {
  readonly event: string
  readonly guard: string | undefined
  /** Where it leads; nothing when it stays and only acts. */
  readonly targets: readonly string[]
  readonly actions: readonly string[]
}

/** A state, in words. */
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

/** XState calls the end of a delay `xstate.after.<delay>.<state>`. */
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

/** Reads a machine into words. */
export const readChart = (machine: AnyStateMachine): ChartState => readState(machine.root)

/** A state and everything inside it, in the order of the chart. */
export const withInside = (state: ChartState): readonly ChartState[] => [
  state,
  ...state.states.flatMap(withInside),
]
