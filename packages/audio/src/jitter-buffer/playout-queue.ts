import { createSampleRing, type SampleRing } from './sample-ring.ts'
import type { Turn } from './turn-ledger.ts'

/** A stretch of one turn that plays without a pause of its own making: one utterance, as far as it has come. */
export interface Segment {
  readonly turn: Turn
  /** When its first audio came, in output samples. */
  readonly arrivedAt: number
  /** How long it waits before it sounds, in output samples. */
  readonly startDelay: number
  /** Ring position of its first sample. */
  readonly from: number
  /** Samples of the turn before this segment. */
  readonly turnOffset: number
  readonly firstChunkSamples: number
  /** Ring position after its last sample so far. */
  to: number
  /** Nothing more will be added to it. */
  closed: boolean
}

interface Arrival {
  readonly to: number
  readonly arrivedAt: number
}

/** Audio in the order of its arrival, cut into segments. */
export interface PlayoutQueue {
  readonly ring: SampleRing
  /** The position that plays next. */
  position: number
  /** The segment that plays, or plays next. */
  readonly head: () => Segment | undefined
  /** The one after it. */
  readonly next: () => Segment | undefined
  readonly last: () => Segment | undefined
  readonly all: () => readonly Segment[]
  readonly add: (segment: Segment) => void
  /** Adds audio to the last segment. */
  readonly append: (pcm: Int16Array, arrivedAt: number) => void
  /** Takes the head off. */
  readonly shift: () => void
  /** Takes everything off. */
  readonly clear: () => void
  readonly bufferedSamples: () => number
  /** When the audio at `position` came, in output samples. */
  readonly nextArrivedAt: () => number
  /** Time spent here, in samples, added up over the content up to `to`, which leaves evenly from `at` on within `count`. */
  readonly delayOf: (to: number, at: number, count: number) => number
}

/** Makes an empty queue that keeps `historySamples` of what has been played readable. */
export const createPlayoutQueue = (historySamples: number): PlayoutQueue => {
  const ring = createSampleRing()
  const segments: Segment[] = []
  let arrivals: Arrival[] = []
  let oldest = 0

  const forgetPlayed = (): void => {
    while ((arrivals[oldest]?.to ?? Infinity) <= queue.position) oldest++
  }

  const queue: PlayoutQueue = {
    ring,
    position: 0,
    head: () => segments[0],
    next: () => segments[1],
    last: () => segments.at(-1),
    all: () => segments,
    add: (segment) => void segments.push(segment),
    append: (pcm, arrivedAt) => {
      forgetPlayed()
      if (oldest * 2 > arrivals.length) {
        arrivals = arrivals.slice(oldest)
        oldest = 0
      }
      ring.append(pcm, Math.max(0, queue.position - historySamples))
      arrivals.push({ to: ring.written, arrivedAt })
      const last = segments.at(-1)
      if (last) last.to = ring.written
    },
    shift: () => void segments.shift(),
    clear: () => {
      segments.length = 0
      queue.position = ring.written
    },
    bufferedSamples: () => ring.written - queue.position,
    nextArrivedAt: () => {
      forgetPlayed()
      return arrivals[oldest]?.arrivedAt ?? 0
    },
    delayOf: (to, at, count) => {
      forgetPlayed()
      const { position } = queue
      let sum = 0
      let from = position
      for (let i = oldest; from < to; i++) {
        const arrival = arrivals[i]
        if (!arrival) break
        const end = Math.min(to, arrival.to)
        if (end <= from) continue
        const leaves = at + (((from + end) / 2 - position) * count) / (to - position)
        sum += (end - from) * (leaves - arrival.arrivedAt)
        from = end
      }
      return sum
    },
  }
  return queue
}
