/** Those who wait for a signal, which hears it for all of them. */
type Waiting = Set<() => void> & { readonly handleEvent: () => void }

const bySignal = /* @__PURE__ */ new WeakMap<AbortSignal, Waiting>()

const nobody = (): Waiting => {
  const calls = new Set<() => void>()
  const handleEvent = () => {
    for (const call of calls) call()
  }
  return Object.assign(calls, { handleEvent })
}

/**
 * Calls back when a signal aborts; gives the function that stops it. However many wait for a signal, it has one listener
 * of ours, for Node warns of more than ten (`MaxListenersExceededWarning`); once nobody waits it has none.
 */
export const onAbort = (signal: AbortSignal | undefined, aborted: () => void): (() => void) => {
  if (signal === undefined) return () => undefined
  const waiting = bySignal.get(signal) ?? nobody()
  bySignal.set(signal, waiting)
  waiting.add(aborted)
  signal.addEventListener('abort', waiting)
  return () => {
    waiting.delete(aborted)
    if (waiting.size === 0) signal.removeEventListener('abort', waiting)
  }
}
