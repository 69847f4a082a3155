/** What waiting, silence and a pause are worth against each other, in milliseconds of waiting. */
export interface DelayPrices {
  /** Of each millisecond of delay. */
  readonly delay: number
  /** Of each millisecond of silence. */
  readonly silence: number
  /** Of each pause, however short. */
  readonly pause: number
}

/** Delays that would have been needed lately, and the delay that would have cost the least. */
export interface NeedHistory {
  readonly add: (needMs: number) => void
  /** The cheapest delay for the needs so far, in milliseconds. */
  readonly cheapestMs: () => number
}

const kept = 60
const keptEachTime = 0.95
const priorKeptEachTime = 0.7

interface NeedHistoryOptions {
  readonly prices: DelayPrices
  /** The need assumed before anything was measured; it counts less with each need that is. */
  readonly priorMs: number
  readonly lowestMs: number
  readonly highestMs: number
}

/**
 * Makes a history that weighs the latest need the most. The least delay without a pause is the bound of Moon, Kurose and
 * Towsley (1998) for one talk spurt; the cost of a delay over many is lowest at one of their needs, so only those are tried.
 */
export const createNeedHistory = ({
  prices,
  priorMs,
  lowestMs,
  highestMs,
}: NeedHistoryOptions): NeedHistory => {
  const needs: number[] = []
  let priorWeight = 1

  const priceOf = (delayMs: number, needMs: number): number =>
    prices.delay * delayMs + (needMs > delayMs ? prices.silence * (needMs - delayMs) + prices.pause : 0)

  const totalOf = (delayMs: number): number => {
    let total = priorWeight * priceOf(delayMs, priorMs)
    let weight = 1
    for (let i = needs.length - 1; i >= 0; i--) {
      total += weight * priceOf(delayMs, needs[i] ?? 0)
      weight *= keptEachTime
    }
    return total
  }

  return {
    add: (needMs) => {
      needs.push(needMs)
      if (needs.length > kept) needs.shift()
      priorWeight *= priorKeptEachTime
    },
    cheapestMs: () => {
      let cheapest = lowestMs
      let least = totalOf(lowestMs)
      for (const needMs of [priorMs, ...needs]) {
        const delayMs = Math.min(highestMs, Math.max(lowestMs, needMs))
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
