import { assign, enqueueActions, type ActorLogic, type StateValue } from 'xstate'
import { getAdjacencyMap, getShortestPaths, type AdjacencyValue } from 'xstate/graph'
import { callMachine, type CallSnapshot } from '../src/call-machine.ts'
import { toolsAfter } from '../src/call-setup.ts'
import type { CallEvent } from '../src/events.ts'
import type { CallInput } from '../src/input.ts'
import { stimuli } from './stimuli.ts'
import { isLate, isSuspect } from './stimuli/stimulus.ts'

/** A stimulus, and the state that it leads to by the chart. */
export interface Step {
  readonly stimulus: string
  readonly leadsTo: StateValue
  /** The name of the place that it leads to. */
  readonly place: string
}

/** A state, the shortest way to it, and every step from it. */
export interface Place {
  readonly name: string
  readonly way: readonly Step[]
  readonly steps: readonly Step[]
}

/** The graph tools run no actors: the events that actors send at once are added here. */
const withoutActors = callMachine.provide({
  actions: {
    followTool: enqueueActions(({ context, event, enqueue }) => {
      // A stimulus settles the call that runs, whatever its id.
      const running = context.tools.find(({ status }) => status === 'pending')
      const isResult = event.type === 'tool.settled' && event.outcome.type === 'result'
      const settled: CallEvent | undefined =
        isResult && running !== undefined
          ? { ...event, outcome: { toolCallId: running.toolCallId, type: 'result' } }
          : undefined
      enqueue.assign(toolsAfter(context, settled ?? event))
      if (event.type === 'tool_call' && event.data.toolName === 'ask')
        enqueue.raise({ type: 'tool.approvalRequested', toolCallId: event.data.toolCallId })
      if (event.type === 'tool_call' && event.data.toolName === 'late')
        enqueue.raise({ type: 'tool.overdue', toolCallId: event.data.toolCallId })
    }),
    decideOnTool: assign(({ context }, { type, toolCallId }) =>
      type === 'approve'
        ? {}
        : toolsAfter(context, { type: 'tool.settled', outcome: { toolCallId, type: 'declined' } }),
    ),
  },
})

/** The types of the graph tools know only machines that emit nothing. */
const logic = withoutActors as unknown as ActorLogic<CallSnapshot, CallEvent, CallInput>

type Found = AdjacencyValue<CallSnapshot, CallEvent>
interface FoundStep {
  readonly event: CallEvent
  readonly state: CallSnapshot
}

const names = new Map(Object.entries(stimuli).map(([name, { event }]) => [event, name]))
const nameOf = (event: CallEvent): string => names.get(event) ?? event.type

/** Returns the name of a state. It says which tool runs beside one that asks: their next states differ. */
const placeOf = (snapshot: CallSnapshot): string => {
  const { value, context } = snapshot
  const statuses = context.tools.map(({ status }) => status)
  const runs = isLate(snapshot) ? 'is late' : 'runs'
  const beside = statuses.includes('asking') && statuses.includes('pending') ? ` and a tool ${runs}` : ''
  return `${JSON.stringify(value).replaceAll('"', '')}${beside}`
}

const stepOf = ({ event, state }: FoundStep): Step => ({
  stimulus: nameOf(event),
  leadsTo: state.value,
  place: placeOf(state),
})

/** Returns the region that has a problem. Its own events are walked from there; the other regions while all is well. */
const problemOf = (snapshot: CallSnapshot): string | undefined => {
  if (!snapshot.matches('active')) return undefined
  if (isSuspect(snapshot)) return 'link.'
  if (snapshot.hasTag('sound-lost')) return 'output.'
  if (isLate(snapshot)) return 'tool'
  return snapshot.matches({ active: { input: 'live' } }) ? undefined : 'input.'
}

const isWalked = (snapshot: CallSnapshot, { type }: CallEvent): boolean => {
  const problem = problemOf(snapshot)
  return problem === undefined || type.startsWith(problem) || type === 'hangUp' || type === 'call.ended'
}

const options = {
  events: [...names.keys()],
  filterEvents: (snapshot: CallSnapshot, event: CallEvent) =>
    isWalked(snapshot, event) && (stimuli[nameOf(event)]?.where?.(snapshot) ?? true),
  serializeState: placeOf,
  serializeEvent: nameOf,
  input: { connect: () => new Promise<never>(() => undefined) },
}

/** Finds every state that the stimuli lead to, with XState's graph tools. */
export const explore = (): readonly Place[] => {
  const ways = new Map(
    getShortestPaths(logic, options).map(({ state, steps }) => [
      placeOf(state),
      steps.map(stepOf).filter(({ stimulus }) => stimulus in stimuli),
    ]),
  )
  // Its keys are branded strings, which `Object.entries` does not know.
  const map = getAdjacencyMap(logic, options) as Readonly<Record<string, Found>>
  return Object.entries(map).map(([name, { transitions }]) => ({
    name,
    way: ways.get(name) ?? [],
    steps: Object.values(transitions as Readonly<Record<string, FoundStep>>).map(stepOf),
  }))
}
