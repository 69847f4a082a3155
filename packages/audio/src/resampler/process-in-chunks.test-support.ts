import type { Resampler } from './create-resampler.ts'

/** Puts arrays one after the other. */
export const joinSamples = (parts: readonly Float32Array[]): Float32Array => {
  const joined = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** Passes samples through a resampler in chunks of the given lengths. */
export const processInChunks = (
  resampler: Resampler,
  samples: Float32Array,
  lengths: readonly number[],
): Float32Array => {
  let at = 0
  return joinSamples(lengths.map((length) => resampler.process(samples.subarray(at, (at += length)))))
}
