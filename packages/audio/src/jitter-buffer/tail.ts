import { rise } from './fade.ts'

/** A short fading end of what sounded, added over whatever plays next. */
export interface Tail {
  /** Samples of it that are still to sound. */
  readonly remaining: () => number
  /** Starts it, over the rest of the one before; `sampleAt` gives the sound that fades, from its first sample on. */
  readonly begin: (sampleAt: (index: number) => number) => void
  /** Adds it to `out` from `offset` to the end. */
  readonly mixInto: (out: Float32Array, offset: number, count: number) => void
}

/** Makes a silent tail of `length` samples. */
export const createTail = (length: number): Tail => {
  const samples = new Float32Array(length)
  let at = length

  return {
    remaining: () => length - at,
    begin: (sampleAt) => {
      for (let i = 0; i < length; i++)
        samples[i] = sampleAt(i) * rise(length - 1 - i, length) + (samples[at + i] ?? 0)
      at = 0
    },
    mixInto: (out, offset, count) => {
      const n = Math.min(count, length - at)
      for (let i = 0; i < n; i++) out[offset + i] = (out[offset + i] ?? 0) + (samples[at + i] ?? 0)
      at += n
    },
  }
}
