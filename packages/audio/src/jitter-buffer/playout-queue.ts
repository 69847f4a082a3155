import { createSampleRing, type SampleRing } from './sample-ring.ts'
import type { Turn } from './turn-ledger.ts'

/** A stretch of one turn that plays without a break of its own making: one utterance, as far as it has come. */
export interface Segment {
  readonly turn: Turn
  /** When its first audio came, in output samples. */
  readonly arrivedAt: number
  /** Ring position of its first sample. */
  readonly from: number
  /** Samples of the turn before this segment. */
  readonly turnOffset: number
  readonly firstChunkSamples: number
  /** Ring position after its last sample so far. */
  to: number
  /** Whether nothing more will be added to it. */
  closed: boolean
}

interface Arrival {
  readonly to: number
  readonly arrivedAt: number
}

/** Audio in the order of its arrival, cut into segments, with one reading position. */
export interface PlayoutQueue {
  /** The position that plays next. */
  position: number
  readonly ring: SampleRing
  /** The segment that plays, or plays next. */
  readonly head: () => Segment | undefined
  readonly append: (pcm: Int16Array, turn: Turn, arrivedAt: number) => void
  /** Says that the last segment is complete. */
  readonly close: () => void
  /** Takes the head off. */
  readonly shift: () => void
  /** Takes everything off. */
  readonly clear: () => void
  readonly bufferedSamples: () => number
  /** When the sample at `position` came, in output samples. */
  readonly arrivalOf: (position: number) => number
}

/** Makes an empty queue that keeps `historySamples` of what has been played readable. */
export const createPlayoutQueue = (historySamples: number): PlayoutQueue => {
  const ring = createSampleRing()
  const segments: Segment[] = []
  const arrivals: Arrival[] = []

  const queue: PlayoutQueue = {
    position: 0,
    ring,
    head: () => segments[0],
    append: (pcm, turn, arrivedAt) => {
      const from = ring.written
      ring.append(pcm, Math.max(0, queue.position - historySamples))
      arrivals.push({ to: ring.written, arrivedAt })
      const last = segments.at(-1)
      if (last && !last.closed && last.turn === turn) last.to = ring.written
      else {
        if (last) last.closed = true
        segments.push({
          turn,
          arrivedAt,
          from,
          turnOffset: turn.pushedSamples,
          firstChunkSamples: pcm.length,
          to: ring.written,
          closed: false,
        })
      }
    },
    close: () => {
      const last = segments.at(-1)
      if (last) last.closed = true
    },
    shift: () => void segments.shift(),
    clear: () => {
      segments.length = 0
      arrivals.length = 0
      queue.position = ring.written
    },
    bufferedSamples: () => ring.written - queue.position,
    arrivalOf: (position) => {
      while (arrivals.length > 1 && (arrivals[0]?.to ?? Infinity) <= position) arrivals.shift()
      return arrivals[0]?.arrivedAt ?? 0
    },
  }
  return queue
}
