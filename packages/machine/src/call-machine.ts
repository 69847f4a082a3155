import type { ActorRefFrom, SnapshotFrom } from 'xstate'
import { drawChart } from './chart.ts'
import type { CallEvent } from './events.ts'

type Chart = ReturnType<typeof drawChart>

/** A moment of a call. */
export type CallSnapshot = SnapshotFrom<Chart>

/** A running call machine. */
export type CallActor = ActorRefFrom<Chart>

/** What a call that is over still tells, while everything is put down, is no news of the one that is begun instead. */
const isBegun = ({ value }: CallSnapshot): boolean =>
  typeof value === 'string' ? value !== 'idle' : 'active' in value

/** Keeps what an event tells of the conversation. */
const withTold = (snapshot: CallSnapshot, event: CallEvent): CallSnapshot =>
  'told' in event && event.told !== undefined && isBegun(snapshot)
    ? { ...snapshot, context: { ...snapshot.context, ...event.told } }
    : snapshot

/**
 * Keeps what is told of the conversation before any state is asked. Most of what the platform says moves the transcript
 * and no state: it is shown without a step of the chart, which costs several times as much.
 */
const keepTold = (chart: Chart): Chart => {
  const transition = chart.transition.bind(chart)
  const provide = chart.provide.bind(chart)
  return Object.assign(chart, {
    transition: (...[snapshot, event, scope]: Parameters<Chart['transition']>) => {
      const told = withTold(snapshot, event)
      return event.type === 'conversation' ? told : transition(told, event, scope)
    },
    provide: (...implementations: Parameters<Chart['provide']>) => keepTold(provide(...implementations)),
  })
}

/**
 * A call as a statechart. `ended` is the end of a call and not of the actor: XState stops an actor in a final state, and
 * a stopped one cannot call again. What a final state would put out is what `outcomeOf` gives in `ended`.
 */
export const callMachine: Chart = keepTold(drawChart())
