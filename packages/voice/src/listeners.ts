/** A list of listeners of one kind of value. */
export interface Listeners<T> {
  readonly size: number
  /** Adds a listener; returns the function that removes it. Each addition counts by itself. */
  add(listener: (value: T) => void): () => void
  /** Calls every listener. An error of one is an uncaught error of the page, and stops no other. */
  emit(value: T): void
}

/** Calls a listener; its error is thrown in a task of its own. */
export const callListener = <T>(listener: (value: T) => void, value: T): void => {
  try {
    listener(value)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}

/** Creates an empty list. */
export const createListeners = <T>(): Listeners<T> => {
  const all = new Map<symbol, (value: T) => void>()
  return {
    get size() {
      return all.size
    },
    add: (listener) => {
      const key = Symbol('listener')
      all.set(key, listener)
      return () => all.delete(key)
    },
    emit: (value) => {
      for (const listener of [...all.values()]) callListener(listener, value)
    },
  }
}
