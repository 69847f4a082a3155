import { createBrowserInspector, createInspector, type StatelyInspectionEvent } from '@statelyai/inspect'
import type { InspectionEvent } from 'xstate'

type Inspect = (event: InspectionEvent) => void

/** Sockets, devices and tools travel as the line of an event and as the input of an actor, and are nobody's to see. */
const hidden: ReadonlySet<string> = new Set(['line', 'input'])

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
