/** What has to be undone, in the order opposite to that in which it was done. */
export interface Cleanup {
  readonly add: (undo: () => void) => void
  /** Undoes it all, once. */
  readonly run: () => void
}

/** Makes a list of nothing to undo. What is added after it ran is undone at once. */
export const createCleanup = (): Cleanup => {
  const undos: (() => void)[] = []
  let hasRun = false
  return {
    add: (undo) => {
      if (hasRun) undo()
      else undos.push(undo)
    },
    run: () => {
      hasRun = true
      for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) undo()
    },
  }
}
