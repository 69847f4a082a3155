import type { SampleRing } from './sample-ring.ts'

/** Finds how far speech may be moved against itself without being heard. */
export interface LagFinder {
  /**
   * The lag at which the sound from `position` on is most like itself that much further on (`direction` 1) or back (-1).
   * @returns a signed number of samples, a pitch period or a few of them; 0 when nothing is alike enough
   */
  readonly find: (position: number, direction: 1 | -1, low: number, high: number) => number
}

const shortestMs = 2.5
const longestMs = 15
const comparedMs = 7.5
/** Share of the energy that may differ: above it the place is a change of sound and a splice would be heard. */
const alikeEnough = 0.15
/** Mean square below which everything counts as a pause (-50 dBFS). */
const pauseLevel = 1e-5

/**
 * Makes a finder for a sample rate: a search for the smallest difference, coarse and then sample by sample, as
 * waveform-similarity overlap-add does it (Verhelst and Roelands 1993), over the pitch of speech, 66 to 400 Hz.
 */
export const createLagFinder = (ring: SampleRing, samplesPerMs: number): LagFinder => {
  const shortest = Math.ceil(shortestMs * samplesPerMs)
  const longest = Math.floor(longestMs * samplesPerMs)
  const compared = Math.floor(comparedMs * samplesPerMs)
  const stride = Math.max(1, Math.round(samplesPerMs / 6))

  const here = new Float32Array(compared)
  const there = new Float32Array(compared + longest)

  /** Share of the energy that differs when the two are `offset` apart in `there`. */
  const difference = (offset: number): number => {
    let energy = 0
    let differing = 0
    for (let i = 0; i < compared; i += stride) {
      const a = here[i] ?? 0
      const b = there[offset + i] ?? 0
      energy += a * a + b * b
      differing += (a - b) * (a - b)
    }
    return energy * stride < 2 * compared * pauseLevel ? 0 : differing / energy
  }

  return {
    find: (position, direction, low, high) => {
      const room =
        direction > 0 ? Math.floor((high - position) / 2) : Math.min(position - low, high - position)
      const reach = Math.min(longest, direction > 0 ? Math.min(room, high - position - compared) : room)
      if (reach < shortest || high - position < compared) return 0
      const start = direction > 0 ? position : position - reach
      for (let i = 0; i < compared; i++) here[i] = ring.at(position + i)
      for (let i = 0; i < compared + reach; i++) there[i] = ring.at(start + i)

      let best = 0
      let least = Infinity
      const consider = (lag: number): void => {
        const found = difference(direction > 0 ? lag : reach - lag)
        if (found >= least) return
        least = found
        best = lag
      }
      for (let lag = reach; lag >= shortest; lag -= stride) consider(lag)
      const near = best
      for (let lag = Math.min(reach, near + stride - 1); lag > near - stride && lag >= shortest; lag--)
        consider(lag)
      return least <= alikeEnough ? direction * best : 0
    },
  }
}
