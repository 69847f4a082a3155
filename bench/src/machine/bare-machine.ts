import { callMachine } from '@vatel/machine'
import { assign, createActor, createMachine, type AnyEventObject } from 'xstate'

type Config = Readonly<Record<string, unknown>>

const isConfig = (value: unknown): value is Config => typeof value === 'object' && value !== null

const bareTransition = (transition: unknown): unknown => {
  if (Array.isArray(transition)) return bareTransition(transition[0])
  if (!isConfig(transition)) return transition
  return transition['target'] === undefined ? {} : { target: transition['target'] }
}

const mapped = (value: unknown, map: (entry: unknown) => unknown): unknown =>
  isConfig(value)
    ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, map(entry)]))
    : undefined

/** A state without what it does: no actors, no guards, no actions, no delays. */
const bareState = (state: unknown): Config => {
  if (!isConfig(state)) return {}
  return Object.fromEntries(
    Object.entries({
      id: state['id'],
      type: state['type'],
      initial: state['initial'],
      tags: state['tags'],
      on: mapped(state['on'], bareTransition),
      states: mapped(state['states'], bareState),
    }).filter(([, value]) => value !== undefined),
  )
}

/** Starts a machine of the same shape as that of a call, which only moves, and keeps the latest event of the conversation. */
export const startBareMachine = (): ((event: AnyEventObject) => void) => {
  const bare = bareState(callMachine.config)
  const keep = { actions: assign(({ event }: { readonly event: AnyEventObject }) => ({ latest: event })) }
  const machine = createMachine({ ...bare, on: { 'conversation.changed': keep } })
  const actor = createActor(machine)
  actor.subscribe(() => undefined)
  actor.start().send({ type: 'call' })
  actor.send({ type: 'call.started' })
  return (event) => actor.send(event)
}
