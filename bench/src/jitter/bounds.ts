import { sampleRate } from './sources.ts'
import { mediaMsOf, type Trace, type TracedTurn } from './traces.ts'

/** Cost for a listener: a second of waiting counts once, a second of silence three times, and a pause as 50 ms. */
const prices = { silence: 3, pauseMs: 50 } as const

/** The cost of one turn, in milliseconds. */
export const costOf = (firstSoundMs: number, silenceMs: number, pauses: number): number =>
  firstSoundMs + prices.silence * silenceMs + prices.pauseMs * pauses

const lateness = (turn: TracedTurn): readonly { readonly atMs: number; readonly mediaMs: number }[] => {
  let mediaMs = 0
  return turn.chunks.map(({ atMs, samples }) => {
    const place = { atMs, mediaMs }
    mediaMs += (samples * 1_000) / sampleRate
    return place
  })
}

/** The least start delay with which a turn has no pause (Moon, Kurose and Towsley 1998), in milliseconds. */
export const neededDelayMs = (turn: TracedTurn): number => {
  const firstMs = turn.chunks[0]?.atMs ?? 0
  const heard = lateness(turn).filter(({ atMs }) => atMs <= (turn.flushAtMs ?? Infinity))
  return Math.max(0, ...heard.map(({ atMs, mediaMs }) => atMs - firstMs - mediaMs))
}

/** Earliest time at which a player that starts at once and never speeds up can play a position of a turn. */
export interface EarliestPlay {
  readonly atMs: (mediaMs: number) => number
  readonly mediaMs: number
}

/** Finds the earliest play times of a turn. */
export const earliestPlayOf = (turn: TracedTurn): EarliestPlay => {
  let latest = -Infinity
  const steps = lateness(turn).map(({ atMs, mediaMs }) => {
    latest = Math.max(latest, atMs - mediaMs)
    return { mediaMs, latest }
  })
  return {
    mediaMs: mediaMsOf(turn),
    atMs: (mediaMs) => {
      let low = 0
      let high = steps.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((steps[middle]?.mediaMs ?? Infinity) <= mediaMs) low = middle
        else high = middle - 1
      }
      return (steps[low]?.latest ?? 0) + mediaMs
    },
  }
}

const constantCost = (turn: TracedTurn, delayMs: number): number => {
  let playMs = (turn.chunks[0]?.atMs ?? 0) + delayMs
  let silenceMs = 0
  let pauses = 0
  for (const { atMs, mediaMs } of lateness(turn)) {
    if (turn.flushAtMs !== undefined && atMs > turn.flushAtMs) break
    const lateMs = atMs - (playMs + mediaMs)
    if (lateMs <= 0) continue
    silenceMs += lateMs
    playMs += lateMs
    pauses++
  }
  return costOf(delayMs, silenceMs, pauses)
}

/** The cheapest start delay that is the same for every turn, found with hindsight, resuming at once after a pause. */
export const bestConstantOf = ({ turns }: Trace): { readonly delayMs: number; readonly cost: number } => {
  let best = { delayMs: 0, cost: Infinity }
  for (let delayMs = 0; delayMs <= 2_000; delayMs += 5) {
    const cost = turns.reduce((sum, turn) => sum + constantCost(turn, delayMs), 0) / turns.length
    if (cost < best.cost) best = { delayMs, cost }
  }
  return best
}
