/** A signal that knows how many listen to it. */
export interface CountingSignal {
  readonly signal: AbortSignal
  readonly listeners: number
  abort(reason?: unknown): void
}

/** Makes a signal that counts its listeners; what it is asked for it passes to a real one. */
export const countingSignal = (): CountingSignal => {
  const controller = new AbortController()
  const { signal } = controller
  const listening = new Set<unknown>()
  const counting = new Proxy(signal, {
    get(target, name) {
      if (name === 'addEventListener')
        return (type: string, listener: () => void) => {
          listening.add(listener)
          target.addEventListener(type, listener)
        }
      if (name === 'removeEventListener')
        return (type: string, listener: () => void) => {
          listening.delete(listener)
          target.removeEventListener(type, listener)
        }
      return Reflect.get(target, name, target) as unknown
    },
  })
  return {
    signal: counting,
    get listeners() {
      return listening.size
    },
    abort: (reason) => controller.abort(reason),
  }
}
