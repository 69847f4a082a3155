import type { CDPSession, Page } from 'playwright-core'

/** What a page has cost so far. */
interface Cost {
  /** What the tasks of its main thread have taken of a processor, in milliseconds: waiting for one is no work. */
  readonly workedMs: number
  readonly atMs: number
}

/** Looks at the main thread and the heap of a page. */
export interface Observer {
  readonly cost: () => Promise<Cost>
  /** What cannot be collected, in bytes. */
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
