import { createBrowserInspector, createInspector, type StatelyInspectionEvent } from '@statelyai/inspect'
import type { InspectionEvent } from 'xstate'

type Inspect = (event: InspectionEvent) => void

/** Keys of sockets, devices and tools, in the event that starts a call and in the inputs of actors: they are not data. */
const hidden: ReadonlySet<string> = new Set(['resources', 'input'])

const serialize = (event: StatelyInspectionEvent): StatelyInspectionEvent =>
  JSON.parse(
    JSON.stringify(event, (key, value: unknown) => (hidden.has(key) ? undefined : value)),
  ) as StatelyInspectionEvent

/** Shows the running machine in the Stately inspector, in a window of its own. */
export const openInspector = (): Inspect => {
  const { inspect } = createBrowserInspector({ serialize })
  return (event) => inspect.next?.(event)
}

/** Sends what the Stately inspector would be sent somewhere else. */
export const inspectWith = (send: (event: StatelyInspectionEvent) => void): Inspect => {
  const { inspect } = createInspector({ send }, { serialize })
  return (event) => inspect.next?.(event)
}
