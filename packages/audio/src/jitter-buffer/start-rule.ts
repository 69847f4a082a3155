import type { PlayoutQueue, Segment } from './playout-queue.ts'

/** Decides when a segment that has audio may sound: the first time, and after it ran dry. Everything is in samples. */
export interface StartRule {
  readonly untilStart: (segment: Segment, at: number) => number
  /** Says that the audio ran dry, and how long it had sounded since it last began. */
  readonly ranDry: (soundedSamples: number) => void
  readonly untilResume: (segment: Segment, at: number) => number
}

/** What was held up comes in one piece, so after a pause there is nothing to wait for, but when pauses follow close. */
const closeMs = 2_000
const shortestRestMs = 40
const longestRestMs = 640

/** Makes the rule for the head of a queue. */
export const createStartRule = (queue: PlayoutQueue, samplesPerMs: number): StartRule => {
  let rest = 0

  const until = (due: number, held: number, enough: number, segment: Segment, at: number): number =>
    segment.closed || held >= enough ? 0 : Math.max(0, due - at)

  return {
    untilStart: (segment, at) => {
      const ahead = segment.to - segment.from - segment.firstChunkSamples
      return until(segment.arrivedAt + segment.startDelay, ahead, segment.startDelay, segment, at)
    },
    ranDry: (soundedSamples) => {
      const isClose = soundedSamples < closeMs * samplesPerMs
      const restMs = Math.min(longestRestMs, Math.max(shortestRestMs, (2 * rest) / samplesPerMs))
      rest = isClose ? Math.round(restMs * samplesPerMs) : 0
    },
    untilResume: (segment, at) => {
      if (segment.to === queue.position) return segment.closed ? 0 : Infinity
      return until(queue.nextArrivedAt() + rest, segment.to - queue.position, rest, segment, at)
    },
  }
}
