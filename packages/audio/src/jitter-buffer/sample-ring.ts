/**
 * Samples under positions that only grow: sample 0 is the first one ever written. It holds what lies ahead of the
 * reader and a little of what lies behind, doubles when that no longer fits, and never moves a sample otherwise.
 */
export interface SampleRing {
  /** The position after the last sample. */
  readonly written: number
  /** Adds samples at `written`; positions below `keepFrom` may be overwritten. */
  readonly append: (pcm: Int16Array, keepFrom: number) => void
  /** The sample at a position as a float in [-1, 1). */
  readonly at: (position: number) => number
}

const firstCapacity = 1 << 15

/** Makes an empty ring. */
export const createSampleRing = (): SampleRing => {
  let samples = new Int16Array(firstCapacity)
  let mask = firstCapacity - 1
  let written = 0

  const grow = (needed: number, keepFrom: number): void => {
    const old = samples
    const oldMask = mask
    let capacity = old.length
    while (capacity < needed) capacity *= 2
    samples = new Int16Array(capacity)
    mask = capacity - 1
    for (let i = keepFrom; i < written; i++) samples[i & mask] = old[i & oldMask] ?? 0
  }

  return {
    get written() {
      return written
    },
    append: (pcm, keepFrom) => {
      const needed = written - keepFrom + pcm.length
      if (needed > samples.length) grow(needed, keepFrom)
      const start = written & mask
      const head = Math.min(pcm.length, samples.length - start)
      samples.set(pcm.subarray(0, head), start)
      samples.set(pcm.subarray(head), 0)
      written += pcm.length
    },
    at: (position) => (samples[position & mask] ?? 0) / 32_768,
  }
}
