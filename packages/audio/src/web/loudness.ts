/** Adds up the energy of sound that passes. */
export interface Loudness {
  readonly add: (samples: Float32Array) => void
  /** Root mean square of what passed since the last call, in dBFS; -Infinity for silence and for nothing. */
  readonly takeDbfs: () => number
}

/** Makes a meter that nothing has passed yet. */
export const createLoudness = (): Loudness => {
  let sum = 0
  let count = 0
  return {
    add: (samples) => {
      for (const sample of samples) sum += sample * sample
      count += samples.length
    },
    takeDbfs: () => {
      const dbfs = 10 * Math.log10(sum / Math.max(1, count))
      sum = 0
      count = 0
      return dbfs
    },
  }
}
