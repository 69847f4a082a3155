import type { Clock } from './clock.ts'

/** Who wants to be told. */
export interface Listeners<Event> {
  readonly tell: (event: Event) => void
  /** Adds a listener; gives the function that takes it away. */
  readonly add: (listener: (event: Event) => void) => () => void
  readonly clear: () => void
}

/**
 * Makes a set of listeners none of whom can keep an event from the others: what one throws is thrown again on a task of
 * its own, so that it stops nobody else and is not swallowed.
 */
export const createListeners = <Event>(clock: Clock): Listeners<Event> => {
  const listeners = new Set<(event: Event) => void>()
  return {
    tell: (event) => {
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
      // A function of its own, so that the same listener added twice is taken away one at a time.
      const entry = (event: Event): void => listener(event)
      listeners.add(entry)
      return () => listeners.delete(entry)
    },
    clear: () => listeners.clear(),
  }
}
