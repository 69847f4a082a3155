import type { Segment } from './playout-queue.ts'

/** Decides how long the audio of a segment waits before it sounds. */
export interface StartDelay {
  /** What it aims at now, in samples. */
  readonly targetSamples: () => number
  /** In how many samples a segment may sound, 0 for now; it is asked again whenever audio came. */
  readonly samplesUntilStart: (segment: Segment, at: number) => number
}

/** Makes a start delay that stays the same. */
export const createStartDelay = (targetSamples: number): StartDelay => ({
  targetSamples: () => targetSamples,
  samplesUntilStart: (segment, at) => {
    if (segment.closed || segment.to - segment.from - segment.firstChunkSamples >= targetSamples) return 0
    return Math.max(0, segment.arrivedAt + targetSamples - at)
  },
})
