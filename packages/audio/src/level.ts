/** Samples of one channel: floats in [-1, 1], or PCM16. */
export type Samples = Float32Array | Int16Array

const fullScale = (samples: Samples): number => (samples instanceof Int16Array ? 32_768 : 1)

const toDbfs = (amplitude: number): number => 20 * Math.log10(amplitude)

/**
 * Root mean square in decibels below full scale (a sample of 1.0, or 32 768): 0 for the loudest square wave, -3.01 for the
 * loudest sine, -Infinity for silence and for no samples.
 */
export const rmsDbfs = (samples: Samples): number => {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return toDbfs(Math.sqrt(sum / Math.max(1, samples.length)) / fullScale(samples))
}

/** Largest magnitude in decibels below full scale; -Infinity for silence and for no samples. */
export const peakDbfs = (samples: Samples): number => {
  let peak = 0
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
  return toDbfs(peak / fullScale(samples))
}
