interface Waiting {
  readonly calls: Set<() => void>
  readonly tell: () => void
}

const bySignal = /* @__PURE__ */ new WeakMap<AbortSignal, Waiting>()

const nobody = (): Waiting => {
  const calls = new Set<() => void>()
  return {
    calls,
    tell: () => {
      for (const call of calls) call()
    },
  }
}

/**
 * Calls back when a signal aborts; gives the function that stops it. However many wait for a signal, it has one listener
 * of ours, for Node warns of more than ten (`MaxListenersExceededWarning`); once nobody waits it has none.
 */
export const onAbort = (signal: AbortSignal | undefined, aborted: () => void): (() => void) => {
  if (signal === undefined) return () => undefined
  const waiting = bySignal.get(signal) ?? nobody()
  bySignal.set(signal, waiting)
  const { calls, tell } = waiting
  calls.add(aborted)
  signal.addEventListener('abort', tell)
  return () => {
    calls.delete(aborted)
    if (calls.size === 0) signal.removeEventListener('abort', tell)
  }
}
