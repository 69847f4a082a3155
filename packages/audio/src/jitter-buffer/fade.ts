/** Fade-in gain at sample `index` of a fade of `length` samples: rises from 0 to 1 as half a cosine. */
export const fadeInGain = (index: number, length: number): number =>
  index >= length ? 1 : 0.5 - 0.5 * Math.cos((Math.PI * (index + 0.5)) / length)

/** A short fade-out of sound that has stopped, mixed over the output that follows. */
export interface FadeOut {
  /** Samples of the fade that are still to be output. */
  readonly remaining: () => number
  /** Starts a fade, on top of the rest of the previous one; `sampleAt` returns the fading sound from its first sample on. */
  readonly begin: (sampleAt: (index: number) => number) => void
  /** Adds `count` samples of the fade to `out` from `offset` on. */
  readonly mixInto: (out: Float32Array, offset: number, count: number) => void
}

/** Creates a fade-out of `length` samples. */
export const createFadeOut = (length: number): FadeOut => {
  const samples = new Float32Array(length)
  let at = length

  return {
    remaining: () => length - at,
    begin: (sampleAt) => {
      for (let i = 0; i < length; i++)
        samples[i] = sampleAt(i) * fadeInGain(length - 1 - i, length) + (samples[at + i] ?? 0)
      at = 0
    },
    mixInto: (out, offset, count) => {
      const n = Math.min(count, length - at)
      for (let i = 0; i < n; i++) out[offset + i] = (out[offset + i] ?? 0) + (samples[at + i] ?? 0)
      at += n
    },
  }
}
