import type { CallSnapshot } from '@vatel/machine'
import type { InspectionEvent } from 'xstate'

/** Events of the statechart of one type that came one after the other. */
export interface LoggedEvents {
  readonly id: number
  readonly type: string
  readonly count: number
  /** Time of the last of them, in milliseconds of `performance.now()`. */
  readonly atMs: number
  /** Data of the last of them, short. */
  readonly detail: string
}

/** The states that a statechart is in, and its last events. */
export interface StatechartLog {
  readonly value: CallSnapshot['value']
  readonly events: readonly LoggedEvents[]
}

const keptEvents = 60
const longestDetail = 90

/** Shortens the data of an event; views of the conversation and sound are left out. */
const detailOf = (event: Readonly<Record<string, unknown>>): string => {
  try {
    const text = JSON.stringify(event, (key, value: unknown) => {
      if (key === 'type' || key === 'view' || key === 'resources') return undefined
      return typeof value === 'string' && value.length > longestDetail ? `${value.slice(0, 24)}…` : value
    })
    return text === '{}' ? '' : text.slice(0, longestDetail)
  } catch {
    // Objects of the browser may refer to themselves.
    return ''
  }
}

/** Creates the log of a statechart. `inspect` is the option of a call; the listener is called after each change. */
export const createStatechartLog = (changed: () => void) => {
  let log: StatechartLog = { value: 'idle', events: [] }
  let id = 0

  const add = (event: Readonly<Record<string, unknown>> & { readonly type: string }): void => {
    const last = log.events[0]
    const isRepeated = last?.type === event.type
    if (!isRepeated) id += 1
    const entry = {
      id,
      type: event.type,
      count: isRepeated ? last.count + 1 : 1,
      atMs: performance.now(),
      detail: detailOf(event),
    }
    log = { ...log, events: [entry, ...log.events.slice(isRepeated ? 1 : 0)].slice(0, keptEvents) }
  }
  return {
    inspect: (event: InspectionEvent): void => {
      if (!('sessionId' in event.actorRef) || event.actorRef.sessionId !== event.rootId) return
      if (event.type === '@xstate.event') add(event.event)
      else if (event.type === '@xstate.snapshot') {
        log = { ...log, value: (event.snapshot as CallSnapshot).value }
        changed()
      }
    },
    read: (): StatechartLog => log,
  }
}
