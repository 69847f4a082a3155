import { percentile } from '@vatel/core'

/** Times of what should come every so often. */
export interface Lateness {
  /** Takes the next of one series, at a moment. */
  note(series: string, atMs: number): void
  /** Delays against the earliest event of the series. */
  report(): LatenessReport
}

/** Number of events and their delays. */
export interface LatenessReport {
  readonly frames: number
  readonly late: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly worstMs: number
}

/** More than this is late: a frame longer than one that came in time. */
export const lateMs = 20

/** Measures how late frames come that should come every so many milliseconds. */
export const measureLateness = (everyMs: number): Lateness => {
  const all = new Map<string, number[]>()
  return {
    note: (series, atMs) => {
      const times = all.get(series) ?? []
      if (times.length === 0) all.set(series, times)
      times.push(atMs - times.length * everyMs)
    },
    report: () => {
      const delays = [...all.values()].flatMap((times) => {
        const promptest = times.reduce((least, time) => Math.min(least, time), Infinity)
        return times.map((time) => time - promptest)
      })
      return {
        frames: delays.length,
        late: delays.filter((delay) => delay > lateMs).length,
        p50Ms: percentile(delays, 0.5) ?? 0,
        p99Ms: percentile(delays, 0.99) ?? 0,
        worstMs: percentile(delays, 1) ?? 0,
      }
    },
  }
}
