/**
 * Order of calls of the same tool. `together`: each begins at once. `in-order`: each begins when the one before it has
 * settled. `latest`: a new call cancels the one before it.
 */
export type ToolConcurrency = 'together' | 'in-order' | 'latest'

/** A call as the schedule sees it. */
export interface ScheduledCall {
  readonly toolName: string
  readonly state: 'waiting' | 'asking' | 'running' | 'settled'
}

/** Options of a schedule. */
export interface ToolScheduleOptions<C extends ScheduledCall> {
  readonly concurrency: ToolConcurrency | Readonly<Record<string, ToolConcurrency>>
  readonly maxRunning: number
  /** The call is the next of its tool: it may ask for approval, and then asks for `admit`. */
  readonly begin: (call: C) => void
  /** The call may run. */
  readonly run: (call: C) => void
  /** A later call of the same tool takes the place of this one. */
  readonly replace: (call: C) => void
}

/** Decides when a call may begin and when it may run. */
export interface ToolSchedule<C extends ScheduledCall> {
  /** Takes a new call. */
  enter(call: C): void
  /** Runs a call that has begun as soon as fewer than `maxRunning` run. */
  admit(call: C): void
  /** Starts what waited for a call that has settled. */
  leave(call: C, wasRunning: boolean): void
  /** Runs nothing that waits until `work` has returned. */
  hold(work: () => void): void
}

/** A queue that skips calls which settled while they waited. Taking from its front costs the same at any length. */
const createQueue = <C extends ScheduledCall>() => {
  let calls: C[] = []
  let next = 0
  const compact = () => {
    calls = calls.slice(next)
    next = 0
  }
  return {
    add: (call: C) => {
      calls.push(call)
    },
    take: (): C | undefined => {
      for (; next < calls.length; next += 1) {
        const call = calls[next]
        if (call === undefined || call.state === 'settled') continue
        next += 1
        if (next > 1_024 && next * 2 > calls.length) compact()
        return call
      }
      compact()
      return undefined
    },
  }
}

/** Creates a schedule without calls. */
export const createToolSchedule = <C extends ScheduledCall>({
  concurrency,
  maxRunning,
  begin,
  run,
  replace,
}: ToolScheduleOptions<C>): ToolSchedule<C> => {
  const rules = new Map(typeof concurrency === 'string' ? [] : Object.entries(concurrency))
  const otherwise = typeof concurrency === 'string' ? concurrency : 'together'
  /** By tool: the call that has begun, and those behind it. */
  const lanes = new Map<string, { holder: C; readonly queue: ReturnType<typeof createQueue<C>> }>()
  const waiting = createQueue<C>()
  let running = 0
  let held = false

  const runWaiting = () => {
    while (!held && running < maxRunning) {
      const next = waiting.take()
      if (next === undefined) return
      running += 1
      run(next)
    }
  }
  const leaveLane = (call: C) => {
    const lane = lanes.get(call.toolName)
    if (lane?.holder !== call) return
    const next = lane.queue.take()
    if (next === undefined) lanes.delete(call.toolName)
    else {
      lane.holder = next
      begin(next)
    }
  }
  return {
    enter: (call) => {
      const { toolName } = call
      const rule = rules.get(toolName) ?? otherwise
      const lane = lanes.get(toolName)
      if (rule === 'in-order' && lane !== undefined) {
        lane.queue.add(call)
        return
      }
      if (rule !== 'together') {
        lanes.set(toolName, { holder: call, queue: createQueue() })
        if (lane !== undefined) replace(lane.holder)
      }
      begin(call)
    },
    admit: (call) => {
      waiting.add(call)
      runWaiting()
    },
    leave: (call, wasRunning) => {
      if (wasRunning) running -= 1
      leaveLane(call)
      runWaiting()
    },
    hold: (work) => {
      const before = held
      held = true
      try {
        work()
      } finally {
        held = before
        runWaiting()
      }
    },
  }
}
