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
