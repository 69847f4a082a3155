import type { Clock } from './clock.ts'

/** A set of listeners of one event. */
export interface Listeners<Event> {
  readonly emit: (event: Event) => void
  /** Adds a listener; returns the function that removes it. */
  readonly add: (listener: (event: Event) => void) => () => void
  readonly clear: () => void
}

/**
 * Creates a set of listeners that are isolated from each other: an error that a listener throws is thrown again in a task
 * of its own, so the other listeners still run and the error is not swallowed.
 */
export const createListeners = <Event>(clock: Clock): Listeners<Event> => {
  const listeners = new Set<(event: Event) => void>()
  return {
    emit: (event) => {
      for (const listener of [...listeners]) {
        try {
          listener(event)
        } catch (error) {
          clock.setTimeout(() => {
            throw error
          }, 0)
        }
      }
    },
    add: (listener) => {
      // A new function for each call, so that a listener added twice is removed one at a time.
      const entry = (event: Event): void => listener(event)
      listeners.add(entry)
      return () => listeners.delete(entry)
    },
    clear: () => listeners.clear(),
  }
}
