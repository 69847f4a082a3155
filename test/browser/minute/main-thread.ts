import type { CDPSession, Page } from 'playwright-core'

/** Cost of a page so far. */
interface Cost {
  /** Processor time of the tasks of the main thread in milliseconds; waiting does not count. */
  readonly workedMs: number
  readonly atMs: number
}

/** Reads the cost and the heap of a page. */
export interface Observer {
  readonly cost: () => Promise<Cost>
  /** Heap after a garbage collection in bytes. */
  readonly heapBytes: () => Promise<number>
}

const metricIn = async (session: CDPSession, wanted: string): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === wanted)?.value ?? NaN
}

/** Begins to observe a page. */
export const observe = async (page: Page): Promise<Observer> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    cost: async () => ({
      workedMs: (await metricIn(session, 'TaskDuration')) * 1_000,
      atMs: performance.now(),
    }),
    heapBytes: async () => {
      await session.send('HeapProfiler.collectGarbage')
      return metricIn(session, 'JSHeapUsedSize')
    },
  }
}
