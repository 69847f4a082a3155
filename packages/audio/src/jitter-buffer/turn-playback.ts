/**
 * Samples addressed by positions that only grow: position 0 is the first sample ever written. It holds everything ahead of
 * the reader and a little history, doubles its capacity when that no longer fits, and never moves a sample otherwise.
 */
export interface SampleRing {
  /** Position after the last sample. */
  readonly written: number
  /** Appends samples; positions below `keepFrom` may be overwritten. */
  readonly append: (pcm: Int16Array, keepFrom: number) => void
  /** Sample at a position as a float in [-1, 1). */
  readonly at: (position: number) => number
}

const firstCapacity = 1 << 15

/** Creates an empty ring. */
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

/** Playback of one turn. */
export interface TurnPlayback {
  readonly turnId: string
  pushedSamples: number
  heardSamples: number
  /** True after a flush: late audio of the turn is refused. */
  refused: boolean
}

/** A part of one turn that plays without a deliberate pause: one utterance, as far as it has arrived. */
export interface Segment {
  readonly turn: TurnPlayback
  /** Arrival time of its first chunk, in output samples. */
  readonly arrivedAt: number
  /** Delay from its first arrival to its start, in output samples. */
  readonly startDelay: number
  /** Ring position of its first sample. */
  readonly from: number
  /** Samples of the turn before this segment. */
  readonly turnOffset: number
  readonly firstChunkSamples: number
  /** Ring position after its last sample so far. */
  to: number
  /** True when nothing more will be appended. */
  closed: boolean
}

interface Arrival {
  readonly to: number
  readonly arrivedAt: number
}

/** Queue of audio in the order of its arrival, divided into segments of turns. */
export interface PlaybackQueue {
  readonly ring: SampleRing
  /** Ring position that plays next. */
  position: number
  readonly findTurn: (turnId: string) => TurnPlayback | undefined
  readonly findOrAddTurn: (turnId: string) => TurnPlayback
  /** Refuses late audio of every known turn. */
  readonly refuseTurns: () => void
  readonly forgetTurn: (turnId: string) => void
  /** The segment that plays, or plays next. */
  readonly head: () => Segment | undefined
  /** The segment after the head. */
  readonly next: () => Segment | undefined
  readonly last: () => Segment | undefined
  readonly segments: () => readonly Segment[]
  /** Appends a segment. */
  readonly add: (segment: Segment) => void
  /** Appends audio to the last segment. */
  readonly append: (pcm: Int16Array, arrivedAt: number) => void
  /** Removes the head. */
  readonly shift: () => void
  /** Removes all segments. */
  readonly clear: () => void
  readonly bufferedSamples: () => number
  /** Arrival time of the audio at `position`, in output samples. */
  readonly nextArrivedAt: () => number
  /** Sum over the samples up to `to` of their time in the buffer, if they are output evenly within `count` samples from `at`. */
  readonly delayOf: (to: number, at: number, count: number) => number
}

const rememberedTurns = 1_000

const isHeardToEnd = (turn: TurnPlayback): boolean => turn.heardSamples >= turn.pushedSamples

/** Creates an empty queue that keeps `historySamples` of played audio readable. */
export const createPlaybackQueue = (historySamples: number): PlaybackQueue => {
  const ring = createSampleRing()
  const turns = new Map<string, TurnPlayback>()
  const segments: Segment[] = []
  let arrivals: Arrival[] = []
  let oldest = 0

  const forgetOldTurns = (): void => {
    for (const turn of turns.values()) {
      if (turns.size <= rememberedTurns) return
      if (turn.refused || isHeardToEnd(turn)) turns.delete(turn.turnId)
    }
  }

  const forgetPlayed = (): void => {
    while ((arrivals[oldest]?.to ?? Infinity) <= queue.position) oldest++
  }

  const queue: PlaybackQueue = {
    ring,
    position: 0,
    findTurn: (turnId) => turns.get(turnId),
    findOrAddTurn: (turnId) => {
      const known = turns.get(turnId)
      if (known) return known
      const turn: TurnPlayback = { turnId, pushedSamples: 0, heardSamples: 0, refused: false }
      turns.set(turnId, turn)
      forgetOldTurns()
      return turn
    },
    refuseTurns: () => {
      for (const turn of turns.values()) turn.refused = true
    },
    forgetTurn: (turnId) => void turns.delete(turnId),
    head: () => segments[0],
    next: () => segments[1],
    last: () => segments.at(-1),
    segments: () => segments,
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
