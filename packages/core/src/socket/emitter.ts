/** Listeners by event. One that throws stops no other: what it threw is thrown again on a task of its own. */
export interface Emitter<Events> {
  on<K extends keyof Events>(event: K, listener: (value: Events[K]) => void): () => void
  emit<K extends keyof Events>(event: K, value: Events[K]): void
}

const rethrow = (error: unknown): void => {
  setTimeout(() => {
    throw error
  })
}

/** Makes listeners' lists, all empty; `report` is given what a listener throws. */
export const createEmitter = <Events>(report: (error: unknown) => void = rethrow): Emitter<Events> => {
  type Listeners = {
    readonly [K in keyof Events]?: ReadonlySet<{ readonly call: (value: Events[K]) => void }>
  }
  let listeners: Listeners = {}
  return {
    on(event, listener) {
      // An entry of its own for each time, so that the same function may listen twice and leave once.
      const entry = { call: listener }
      listeners = { ...listeners, [event]: new Set(listeners[event]).add(entry) }
      return () => {
        listeners = {
          ...listeners,
          [event]: new Set([...(listeners[event] ?? [])].filter((one) => one !== entry)),
        }
      }
    },
    emit(event, value) {
      for (const { call } of listeners[event] ?? []) {
        try {
          call(value)
        } catch (error) {
          report(error)
        }
      }
    },
  }
}
