/**
 * Listeners by event. One that throws, or gives a promise that rejects, stops no other: what it failed with is thrown
 * again, once, on a task of its own.
 */
export interface Emitter<Events> {
  on<K extends keyof Events>(event: K, listener: (value: Events[K]) => void): () => void
  emit<K extends keyof Events>(event: K, value: Events[K]): void
}

const rethrow = (error: unknown): void => {
  setTimeout(() => {
    throw error
  })
}

/** Makes listeners' lists, all empty; `report` is given what a listener fails with, at once or later. */
export const createEmitter = <Events>(report: (error: unknown) => void = rethrow): Emitter<Events> => {
  interface Entry<K extends keyof Events> {
    readonly call: (value: Events[K]) => unknown
    readonly since: number
  }
  // Without a prototype: else `toString` would have had a listener from the beginning.
  const listeners = Object.create(null) as { [K in keyof Events]?: Set<Entry<K>> }
  let come = 0
  return {
    on(event, listener) {
      come += 1
      // An entry of its own for each time, so that the same function may listen twice and leave once.
      const entry = { call: listener, since: come }
      const entries = (listeners[event] ??= new Set())
      entries.add(entry)
      return () => {
        entries.delete(entry)
      }
    },
    emit(event, value) {
      const entries = listeners[event]
      // Nobody hears of most that is sent, fifty times a second.
      if (entries === undefined) return
      const until = come
      for (const { call, since } of entries) {
        // Whoever comes while this is told hears of the next.
        if (since > until) return
        try {
          const done = call(value)
          // Nothing else that has a `then` is touched: a query may run by being asked for its result.
          if (done instanceof Promise) done.catch(report)
        } catch (error) {
          report(error)
        }
      }
    },
  }
}
