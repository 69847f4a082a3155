import { createNeedHistory } from './need-history.ts'

/**
 * Watches how late audio comes. Lateness is arrival minus place in the segment: constant for a source that sends as fast
 * as it plays, falling for one that sends faster.
 */
export interface ArrivalWatch {
  /** A segment begins; the one before it is over. */
  readonly begin: () => void
  /** Audio came, in milliseconds: when, its place in the segment, how much. */
  readonly arrived: (atMs: number, placeMs: number, durationMs: number) => void
  /** What there is of the segment is all that will be measured. */
  readonly finish: () => void
  /** How long a segment should wait before it sounds. */
  readonly startDelayMs: () => number
  /** The delay behind the earliest arrivals that a segment should have gained once it has sounded for a while. */
  readonly holdDelayMs: () => number
  /** The least lateness of the last second or two. */
  readonly earliestMs: () => number
  /** Audio that came since the source was last ahead of itself: large when it sends as fast as it plays. */
  readonly steadyMs: () => number
}

/** Share of the playing time that slowing down surely gains: less than it may, as not all speech can be stretched. */
const surelyGained = 0.03
const windowMs = 8_000
const leastWindowMs = 500
const recentMs = 1_000
const aheadMs = 20

/** Makes a watch that knows nothing yet but what is usual. */
export const createArrivalWatch = (): ArrivalWatch => {
  // Waiting delays the answer once; delay gained later is not noticed, but a pause is, in every case.
  const starts = createNeedHistory({
    prices: { delay: 1, silence: 3, pause: 200 },
    priorMs: 40,
    lowestMs: 10,
    highestMs: 600,
  })
  const holds = createNeedHistory({
    prices: { delay: 0.1, silence: 3, pause: 200 },
    priorMs: 160,
    lowestMs: 10,
    highestMs: 400,
  })
  let startDelayMs = starts.cheapestMs()
  let holdDelayMs = Math.max(startDelayMs, holds.cheapestMs())

  let windowFrom = 0
  let windowLength = 0
  let firstLateness = 0
  let startNeed = 0
  let holdNeed = 0

  let earliest = Infinity
  let earliestBefore = Infinity
  let earliestSince = 0
  let anchor = Infinity
  let anchoredAt = 0
  let received = 0

  const finish = (): void => {
    if (windowLength >= leastWindowMs) {
      if (windowFrom === 0) starts.add(startNeed)
      holds.add(holdNeed)
      startDelayMs = starts.cheapestMs()
      holdDelayMs = Math.max(startDelayMs, holds.cheapestMs())
    }
    windowLength = 0
  }

  const measureNeed = (lateness: number, placeMs: number): void => {
    if (windowLength >= windowMs) finish()
    if (windowLength === 0) {
      windowFrom = placeMs
      firstLateness = lateness
      startNeed = 0
      holdNeed = 0
    }
    const need = lateness - firstLateness
    holdNeed = Math.max(holdNeed, need)
    startNeed = Math.max(startNeed, need - surelyGained * (placeMs - windowFrom))
  }

  const measureEarliest = (atMs: number, lateness: number, placeMs: number): void => {
    if (atMs - earliestSince >= recentMs) {
      earliestBefore = earliest
      earliest = Infinity
      earliestSince = atMs
    }
    earliest = Math.min(earliest, lateness)
    if (lateness > anchor - aheadMs) return
    anchor = lateness
    anchoredAt = placeMs
  }

  return {
    begin: () => {
      finish()
      earliest = Infinity
      earliestBefore = Infinity
      earliestSince = -Infinity
      anchor = Infinity
      received = 0
    },
    arrived: (atMs, placeMs, durationMs) => {
      const lateness = atMs - placeMs
      measureNeed(lateness, placeMs)
      measureEarliest(atMs, lateness, placeMs)
      received = placeMs + durationMs
      windowLength = received - windowFrom
    },
    finish,
    startDelayMs: () => startDelayMs,
    holdDelayMs: () => holdDelayMs,
    earliestMs: () => Math.min(earliest, earliestBefore),
    steadyMs: () => received - anchoredAt,
  }
}
