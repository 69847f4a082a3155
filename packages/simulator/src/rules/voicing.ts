/** How many samples at 24 000 Hz become one here: 6 000 Hz are plenty for the pitch of a voice. */
export const decimation = 4

/** The last 40 ms, at 6 000 Hz: three periods of the lowest voice. */
export const memorySamples = 240

/** Voices have from 80 to 400 periods a second; in samples at 6 000 Hz. */
const shortestLag = 15
const longestLag = 75

/** The periodicity above which sound has a pitch: noise reaches 0.3 by chance, vowels 0.6 and more. */
export const pitched = 0.5

/**
 * Tells how much the last 40 ms repeat themselves, from 0 for noise to 1 for a pure tone: the highest normalised
 * autocorrelation at a pitch that a voice can have. `ring` is the memory and `at` the place of its oldest sample.
 */
export const periodicity = (ring: Float32Array, at: number): number => {
  const recent = new Float32Array(memorySamples)
  recent.set(ring.subarray(at))
  recent.set(ring.subarray(0, at), memorySamples - at)
  let best = 0
  for (let lag = shortestLag; lag <= longestLag; lag++) {
    let [product, now, then] = [0, 1e-9, 1e-9]
    for (let i = longestLag; i < memorySamples; i++) {
      const one = recent[i] ?? 0
      const other = recent[i - lag] ?? 0
      product += one * other
      now += one * one
      then += other * other
    }
    best = Math.max(best, product / Math.sqrt(now * then))
  }
  return best
}
