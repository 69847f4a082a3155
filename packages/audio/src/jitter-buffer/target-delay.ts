/** Costs of delay, silence and interruptions relative to each other, in milliseconds of delay. */
export interface DelayCosts {
  /** Cost of each millisecond of delay. */
  readonly delay: number
  /** Cost of each millisecond of silence. */
  readonly silence: number
  /** Cost of each pause, however short. */
  readonly pause: number
}

/** History of the delays that recent segments needed, and the delay with the least cost for them. */
export interface DelayHistory {
  readonly add: (neededMs: number) => void
  /** Cheapest delay for the needs so far, in milliseconds. */
  readonly cheapestMs: () => number
}

const keptNeeds = 60
const weightDecay = 0.95
const priorDecay = 0.7

interface DelayHistoryOptions {
  readonly costs: DelayCosts
  /** Need assumed before the first measurement; its weight decreases with each measurement. */
  readonly priorMs: number
  readonly lowestMs: number
  readonly highestMs: number
}

/**
 * Creates a history that weighs the latest need most. The least delay without a pause is the bound of Moon, Kurose and
 * Towsley (1998) for one talk spurt; the total cost of a delay is lowest at one of the needs, so only these are tried.
 */
export const createDelayHistory = ({
  costs,
  priorMs,
  lowestMs,
  highestMs,
}: DelayHistoryOptions): DelayHistory => {
  const needs: number[] = []
  let priorWeight = 1

  const costOf = (delayMs: number, neededMs: number): number =>
    costs.delay * delayMs + (neededMs > delayMs ? costs.silence * (neededMs - delayMs) + costs.pause : 0)

  const totalOf = (delayMs: number): number => {
    let total = priorWeight * costOf(delayMs, priorMs)
    let weight = 1
    for (let i = needs.length - 1; i >= 0; i--) {
      total += weight * costOf(delayMs, needs[i] ?? 0)
      weight *= weightDecay
    }
    return total
  }

  return {
    add: (neededMs) => {
      needs.push(neededMs)
      if (needs.length > keptNeeds) needs.shift()
      priorWeight *= priorDecay
    },
    cheapestMs: () => {
      let cheapest = lowestMs
      let least = totalOf(lowestMs)
      for (const neededMs of [priorMs, ...needs]) {
        const delayMs = Math.min(highestMs, Math.max(lowestMs, neededMs))
        const total = totalOf(delayMs)
        if (total < least) {
          least = total
          cheapest = delayMs
        }
      }
      return cheapest
    },
  }
}

/**
 * Arrival statistics and the target delays that follow from them. Lateness is the arrival time minus the position in the
 * segment: constant for a source that sends in real time, falling for one that sends faster.
 */
export interface ArrivalStatistics {
  /** Begins a segment, and ends the previous one. */
  readonly beginSegment: () => void
  /** Records a chunk: its arrival time, its position in the segment and its duration, in milliseconds. */
  readonly arrived: (atMs: number, positionMs: number, durationMs: number) => void
  /** Ends the segment: nothing more of it will be measured. */
  readonly endSegment: () => void
  /** Delay from the first arrival of a segment to its start. */
  readonly startDelayMs: () => number
  /** Target delay behind the earliest arrivals, to be reached while the segment plays. */
  readonly targetDelayMs: () => number
  /** Least lateness of the last one to two seconds. */
  readonly leastLatenessMs: () => number
  /** Audio received since the source was last ahead of real time: large for a source that sends in real time. */
  readonly realTimeMs: () => number
}

/** Share of the playing time that preemptive expand surely gains; less than its limit, as not all speech can be stretched. */
const surelyGained = 0.03
const windowMs = 8_000
const leastWindowMs = 500
const recentMs = 1_000
const aheadMs = 20

/** Creates statistics that start from the usual delays. */
export const createArrivalStatistics = (): ArrivalStatistics => {
  // The start delay is heard once in each answer; delay gained while it plays is not noticed, but a pause always is.
  const startDelays = createDelayHistory({
    costs: { delay: 1, silence: 3, pause: 200 },
    priorMs: 40,
    lowestMs: 10,
    highestMs: 600,
  })
  const targetDelays = createDelayHistory({
    costs: { delay: 0.1, silence: 3, pause: 200 },
    priorMs: 160,
    lowestMs: 10,
    highestMs: 400,
  })
  let startDelayMs = startDelays.cheapestMs()
  let targetDelayMs = Math.max(startDelayMs, targetDelays.cheapestMs())

  let windowFrom = 0
  let windowLength = 0
  let firstLateness = 0
  let neededToStart = 0
  let neededLater = 0

  let least = Infinity
  let leastBefore = Infinity
  let leastSince = 0
  let anchor = Infinity
  let anchoredAt = 0
  let received = 0

  const endWindow = (): void => {
    if (windowLength >= leastWindowMs) {
      if (windowFrom === 0) startDelays.add(neededToStart)
      targetDelays.add(neededLater)
      startDelayMs = startDelays.cheapestMs()
      targetDelayMs = Math.max(startDelayMs, targetDelays.cheapestMs())
    }
    windowLength = 0
  }

  const measureNeed = (lateness: number, positionMs: number): void => {
    if (windowLength >= windowMs) endWindow()
    if (windowLength === 0) {
      windowFrom = positionMs
      firstLateness = lateness
      neededToStart = 0
      neededLater = 0
    }
    const needed = lateness - firstLateness
    neededLater = Math.max(neededLater, needed)
    neededToStart = Math.max(neededToStart, needed - surelyGained * (positionMs - windowFrom))
  }

  const measureLeast = (atMs: number, lateness: number, positionMs: number): void => {
    if (atMs - leastSince >= recentMs) {
      leastBefore = least
      least = Infinity
      leastSince = atMs
    }
    least = Math.min(least, lateness)
    if (lateness > anchor - aheadMs) return
    anchor = lateness
    anchoredAt = positionMs
  }

  return {
    beginSegment: () => {
      endWindow()
      least = Infinity
      leastBefore = Infinity
      leastSince = -Infinity
      anchor = Infinity
      received = 0
    },
    arrived: (atMs, positionMs, durationMs) => {
      const lateness = atMs - positionMs
      measureNeed(lateness, positionMs)
      measureLeast(atMs, lateness, positionMs)
      received = positionMs + durationMs
      windowLength = received - windowFrom
    },
    endSegment: endWindow,
    startDelayMs: () => startDelayMs,
    targetDelayMs: () => targetDelayMs,
    leastLatenessMs: () => Math.min(least, leastBefore),
    realTimeMs: () => received - anchoredAt,
  }
}
