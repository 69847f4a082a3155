import type { ActorLogic, StateValue } from 'xstate'
import { getAdjacencyMap, getShortestPaths, type AdjacencyValue } from 'xstate/graph'
import { callMachine, type CallSnapshot } from '../src/call-machine.ts'
import type { CallEvent } from '../src/events.ts'
import type { CallInput } from '../src/input.ts'
import { stimuli } from './stimuli.ts'

/** Something that happens, and the state that the chart says it leads to. */
export interface Step {
  readonly stimulus: string
  readonly leadsTo: StateValue
}

/** A state, the shortest way to it, and every step from it. */
export interface Place {
  readonly name: string
  readonly way: readonly Step[]
  /** Steps that stay where they are. */
  readonly staying: readonly Step[]
  readonly leaving: readonly Step[]
}

/** The graph tools take a machine for one that emits nothing; it is never run here. */
const logic = callMachine as unknown as ActorLogic<CallSnapshot, CallEvent, CallInput>

type Found = AdjacencyValue<CallSnapshot, CallEvent>
interface FoundStep {
  readonly event: CallEvent
  readonly state: CallSnapshot
}

const names = new Map(Object.entries(stimuli).map(([name, { event }]) => [event, name]))
const nameOf = (event: CallEvent): string => names.get(event) ?? event.type
const keyOf = ({ value }: CallSnapshot): string => JSON.stringify(value)

const options = {
  events: [...names.keys()],
  filterEvents: (snapshot: CallSnapshot, event: CallEvent) =>
    stimuli[nameOf(event)]?.where?.(snapshot) ?? true,
  serializeState: keyOf,
  serializeEvent: nameOf,
  input: { connect: () => new Promise<never>(() => undefined) },
}

/** Finds every state that the stimuli lead to, by XState's own graph tools. */
export const explore = (): readonly Place[] => {
  const ways = new Map(
    getShortestPaths(logic, options).map(({ state, steps }) => [
      keyOf(state),
      steps
        .map((step) => ({ stimulus: nameOf(step.event), leadsTo: step.state.value }))
        .filter(({ stimulus }) => stimulus in stimuli),
    ]),
  )
  // Their keys are branded strings, which `Object.entries` does not see.
  const map = getAdjacencyMap(logic, options) as Readonly<Record<string, Found>>
  return Object.entries(map).map(([key, { transitions }]) => {
    const steps = Object.values(transitions as Readonly<Record<string, FoundStep>>).map(
      ({ event, state }) => ({
        stays: keyOf(state) === key,
        step: { stimulus: nameOf(event), leadsTo: state.value },
      }),
    )
    return {
      name: key.replaceAll('"', ''),
      way: ways.get(key) ?? [],
      staying: steps.filter(({ stays }) => stays).map(({ step }) => step),
      leaving: steps.filter(({ stays }) => !stays).map(({ step }) => step),
    }
  })
}
