/**
 * Listeners by event. One that throws, or returns a promise that rejects, stops no other: its error is thrown again, once,
 * on a task of its own.
 */
export interface Emitter<Events> {
  on<K extends keyof Events>(event: K, listener: (value: Events[K]) => void): () => void
  /** Returns whether an event has a listener. */
  has(event: keyof Events): boolean
  emit<K extends keyof Events>(event: K, value: Events[K]): void
}

const rethrow = (error: unknown): void => {
  setTimeout(() => {
    throw error
  })
}

/** Makes an emitter without listeners; `report` receives the errors of listeners, thrown or rejected. */
export const createEmitter = <Events>(report: (error: unknown) => void = rethrow): Emitter<Events> => {
  interface Entry<K extends keyof Events> {
    readonly call: (value: Events[K]) => unknown
    readonly since: number
  }
  // Without a prototype: else `toString` would have had a listener from the beginning.
  const listeners = Object.create(null) as { [K in keyof Events]?: Set<Entry<K>> }
  let added = 0
  return {
    on(event, listener) {
      added += 1
      // One entry for each time, so that the same function may listen twice and leave once.
      const entry = { call: listener, since: added }
      const entries = (listeners[event] ??= new Set())
      entries.add(entry)
      return () => {
        entries.delete(entry)
      }
    },
    has: (event) => (listeners[event]?.size ?? 0) > 0,
    emit(event, value) {
      const entries = listeners[event]
      // Most `sent` events, fifty a second, have no listener.
      if (entries === undefined) return
      const until = added
      for (const { call, since } of entries) {
        // A listener that is added during this event gets the next.
        if (since > until) return
        try {
          const done = call(value)
          // Only real promises: the `then` of a query builder would run the query.
          if (done instanceof Promise) done.catch(report)
        } catch (error) {
          report(error)
        }
      }
    },
  }
}
