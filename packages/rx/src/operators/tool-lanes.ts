/**
 * How calls of the same tool stand to each other. `together`: each begins at once. `in-order`: each begins when the one
 * before it has been answered. `latest`: a new one cancels the one before it.
 */
export type ToolConcurrency = 'together' | 'in-order' | 'latest'

/** Keeps the calls of each tool in their lane. */
export interface ToolLanes {
  /** Runs a call of a tool as soon as it may begin; `abort` cancels it when a later call takes its place. */
  enter<T>(toolName: string, abort: () => void, run: () => Promise<T>): Promise<T>
}

interface Entered {
  readonly abort: () => void
  readonly done: Promise<unknown>
}

/** Makes lanes, all free. `run` must not reject. */
export const createToolLanes = (
  concurrency: ToolConcurrency | Readonly<Record<string, ToolConcurrency>>,
): ToolLanes => {
  const rules = new Map(typeof concurrency === 'string' ? [] : Object.entries(concurrency))
  const otherwise = typeof concurrency === 'string' ? concurrency : 'together'
  const last = new Map<string, Entered>()
  return {
    enter(toolName, abort, run) {
      const rule = rules.get(toolName) ?? otherwise
      const before = last.get(toolName)
      if (rule === 'latest') before?.abort()
      const done = rule === 'in-order' && before !== undefined ? before.done.then(run) : run()
      const entered = { abort, done }
      last.set(toolName, entered)
      const leave = () => {
        if (last.get(toolName) === entered) last.delete(toolName)
      }
      void done.then(leave)
      return done
    },
  }
}
