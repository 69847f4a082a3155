import { fadeInGain } from './fade.ts'
import type { Counters } from './statistics.ts'
import type { ArrivalStatistics } from './jitter-buffer.ts'
import type { SampleRing, Segment } from './turn-playback.ts'

/** Finds the lag by which speech can be moved against itself without an audible step. */
export interface LagFinder {
  /**
   * Searches the lag at which the sound from `position` on is most like itself that much later (`direction` 1) or
   * earlier (-1), between the positions `low` and `high`.
   * @returns a signed number of samples, one pitch period or several; 0 when nothing is similar enough
   */
  readonly find: (position: number, direction: 1 | -1, low: number, high: number) => number
}

const shortestLagMs = 2.5
const longestLagMs = 15
const comparedMs = 7.5
/** Share of the energy that may differ: above it a splice would be heard. */
const similarEnough = 0.15
/** Mean square below which sound counts as a pause (-50 dBFS). */
const pauseLevel = 1e-5

/**
 * Creates a finder for a sample rate: it searches the smallest difference, first coarsely and then sample by sample, as
 * waveform-similarity overlap-add does (Verhelst and Roelands 1993), over the pitch of speech, 66 to 400 Hz.
 */
export const createLagFinder = (ring: SampleRing, samplesPerMs: number): LagFinder => {
  const shortest = Math.ceil(shortestLagMs * samplesPerMs)
  const longest = Math.floor(longestLagMs * samplesPerMs)
  const compared = Math.floor(comparedMs * samplesPerMs)
  const stride = Math.max(1, Math.round(samplesPerMs / 6))

  const here = new Float32Array(compared)
  const there = new Float32Array(compared + longest)

  /** Share of the energy that differs at an `offset` into `there`. */
  const difference = (offset: number): number => {
    let energy = 0
    let differing = 0
    for (let i = 0; i < compared; i += stride) {
      const a = here[i] ?? 0
      const b = there[offset + i] ?? 0
      energy += a * a + b * b
      differing += (a - b) * (a - b)
    }
    return energy * stride < 2 * compared * pauseLevel ? 0 : differing / energy
  }

  return {
    find: (position, direction, low, high) => {
      const room =
        direction > 0 ? Math.floor((high - position) / 2) : Math.min(position - low, high - position)
      const reach = Math.min(longest, direction > 0 ? Math.min(room, high - position - compared) : room)
      if (reach < shortest || high - position < compared) return 0
      const start = direction > 0 ? position : position - reach
      for (let i = 0; i < compared; i++) here[i] = ring.at(position + i)
      for (let i = 0; i < compared + reach; i++) there[i] = ring.at(start + i)

      let best = 0
      let least = Infinity
      const consider = (lag: number): void => {
        const found = difference(direction > 0 ? lag : reach - lag)
        if (found >= least) return
        least = found
        best = lag
      }
      for (let lag = reach; lag >= shortest; lag -= stride) consider(lag)
      const near = best
      for (let lag = Math.min(reach, near + stride - 1); lag > near - stride && lag >= shortest; lag--)
        consider(lag)
      return least <= similarEnough ? direction * best : 0
    },
  }
}

/** Reads the ring in order, with a fade-in after a pause and with splices that lengthen or shorten the sound. */
export interface SpliceReader {
  /** Content position reached; it never decreases. */
  readonly position: () => number
  /** Samples output since the last `begin`. */
  readonly sounded: () => number
  /** Samples until the current splice ends; 0 without one. */
  readonly spliceRemaining: () => number
  /** Moves to a position; `fadeIn` selects a rise from silence instead of full level. */
  readonly begin: (position: number, fadeIn: boolean) => void
  /** Cross-fades from here on to the sound `lag` samples ahead, or behind when negative, over that many samples. */
  readonly splice: (lag: number) => void
  /** Sample that would be output `index` samples from now if the audio ended at `to`. */
  readonly ahead: (index: number, to: number) => number
  /** Sound that was output, mirrored in time from now back to `from`: it continues without a step. */
  readonly behind: (index: number, from: number) => number
  /** Writes `count` samples and advances by them. */
  readonly read: (out: Float32Array, offset: number, count: number) => void
}

/** Creates a reader that fades in over `fadeSamples`. */
export const createSpliceReader = (ring: SampleRing, fadeSamples: number): SpliceReader => {
  let from = 0
  let lag = 0
  let length = 0
  let done = 0
  let sounded = 0

  const sample = (index: number): number => {
    const position = from + index
    if (index >= length) return ring.at(position + lag)
    const share = fadeInGain(index, length)
    return ring.at(position) * (1 - share) + ring.at(position + lag) * share
  }

  const endSplice = (): void => {
    if (done < length) return
    from += done + lag
    lag = 0
    length = 0
    done = 0
  }

  return {
    position: () => from + done + (length > 0 ? Math.trunc((done * lag) / length) : 0),
    sounded: () => sounded,
    spliceRemaining: () => length - done,
    begin: (position, fadeIn) => {
      from = position
      lag = 0
      length = 0
      done = 0
      sounded = fadeIn ? 0 : fadeSamples
    },
    splice: (towards) => {
      lag = towards
      length = Math.abs(towards)
      done = 0
    },
    ahead: (index, to) =>
      sample(Math.min(done + index, to - 1 - from - lag)) * fadeInGain(sounded + index, fadeSamples),
    behind: (index, earliest) =>
      ring.at(Math.max(earliest, from - 1 - index)) * fadeInGain(sounded, fadeSamples),
    read: (out, offset, count) => {
      for (let i = 0; i < count; i++)
        out[offset + i] = sample(done + i) * fadeInGain(sounded + i, fadeSamples)
      done += count
      sounded += count
      endSplice()
    },
  }
}

/** Time stretching of the audio that plays: preemptive expand below the target delay, accelerate far above it. */
export interface TimeStretch {
  /** Compares the delay of the segment at a time, in output samples, with its target; starts a splice when one is possible. */
  readonly adjust: (segment: Segment, at: number) => void
  /** Samples until the next adjustment. */
  readonly untilNext: () => number
  /** Advances time. */
  readonly passed: (samples: number) => void
}

const adjustEveryMs = 5
/** Largest share of the time that preemptive expand adds, and that accelerate removes. */
const slowest = 0.1
const fastest = 0.06
/** A source counts as real-time when this much arrived since it was last ahead. */
const realTimeForMs = 4_000
const excessFactor = 1.3
const excessMs = 40

interface TimeStretchOptions {
  readonly ring: SampleRing
  readonly reader: SpliceReader
  readonly arrivals: ArrivalStatistics
  readonly counters: Counters
  readonly samplesPerMs: number
  readonly fadeSamples: number
}

/** Creates the time stretching of a reader. */
export const createTimeStretch = (options: TimeStretchOptions): TimeStretch => {
  const { ring, reader, arrivals, counters, samplesPerMs, fadeSamples } = options
  const finder = createLagFinder(ring, samplesPerMs)
  const adjustEvery = Math.round(adjustEveryMs * samplesPerMs)
  let wait = 0

  const direction = (segment: Segment, at: number): 1 | 0 | -1 => {
    if (segment.closed || reader.sounded() < fadeSamples) return 0
    const delayMs = (at - (reader.position() - segment.from)) / samplesPerMs - arrivals.leastLatenessMs()
    const targetMs = arrivals.targetDelayMs()
    if (delayMs < targetMs) return -1
    return delayMs > excessFactor * targetMs + excessMs && arrivals.realTimeMs() >= realTimeForMs ? 1 : 0
  }

  return {
    adjust: (segment, at) => {
      wait = adjustEvery
      const towards = direction(segment, at)
      if (towards === 0) return
      const lag = finder.find(reader.position(), towards, segment.from, segment.to)
      if (lag === 0) return
      reader.splice(lag)
      if (lag < 0) counters.insertedSamplesForDeceleration -= lag
      else counters.removedSamplesForAcceleration += lag
      wait = Math.round(Math.abs(lag) / (lag < 0 ? slowest : fastest))
    },
    untilNext: () => wait,
    passed: (samples) => {
      wait = Math.max(0, wait - samples)
    },
  }
}
