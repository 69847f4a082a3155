/** How many samples at 24 000 Hz become one here: 6 000 Hz are plenty for the pitch of a voice. */
export const decimation = 4

/** The last 40 ms, at 6 000 Hz: three periods of the lowest voice. */
export const memorySamples = 240

/** Voices have from 80 to 400 periods a second; in samples at 6 000 Hz. */
const shortestLag = 15
const longestLag = 75

/** The normalised autocorrelation above which sound has a pitch: noise reaches 0.3 by chance, vowels 0.6 and more. */
const pitched = 0.5

/**
 * Tells whether the last 40 ms repeat themselves at a pitch that a voice can have. `ring` is the memory and `at` the
 * place of its oldest sample.
 */
export const hasPitch = (ring: readonly number[], at: number): boolean => {
  const recent = new Float32Array(ring.slice(at).concat(ring.slice(0, at)))
  let now = 1e-9
  for (let i = longestLag; i < memorySamples; i++) now += (recent[i] ?? 0) ** 2
  for (let lag = shortestLag; lag <= longestLag; lag++) {
    let [product, then] = [0, 1e-9]
    for (let i = longestLag; i < memorySamples; i++) {
      const other = recent[i - lag] ?? 0
      product += (recent[i] ?? 0) * other
      then += other * other
    }
    if (product / Math.sqrt(now * then) > pitched) return true
  }
  return false
}
