import { InvalidOptionError } from '../errors.ts'
import { wireRate } from '../pcm16.ts'
import { createDelayHistory } from './delay-history.ts'
import { createPlayout, type JitterBufferEvent } from './playout.ts'
import { createCounters, type JitterBufferStats } from './statistics.ts'
import { createPlaybackQueue, type Segment, type TurnPlayback } from './turn-playback.ts'

/** Options of a jitter buffer; the defaults suit speech at 24 kHz. */
export interface JitterBufferOptions {
  /**
   * Samples per second of what is pushed and of what is pulled, 8 000 to 192 000.
   * @defaultValue 24000 samples a second
   */
  readonly sampleRate?: number
  /**
   * Most audio held at once; `push` refuses what goes beyond. At least 1 000.
   * @defaultValue 300000 milliseconds (five minutes)
   */
  readonly maxBufferedMs?: number
}

/** Heard part of a turn. */
export interface HeardTurn {
  readonly turnId: string
  /** Samples of its own content, not as stretched in time; never more than were pushed. */
  readonly heardSamples: number
}

/**
 * Buffers speech that arrives in order but in bursts, and outputs it at a steady rate. All times are milliseconds of one
 * clock of the caller, which never goes back.
 */
export interface JitterBuffer {
  /**
   * Adds mono PCM16 of a turn; it is copied. Turns play one after the other in the order of their arrival.
   * @returns the number of samples that were taken, from the first on: 0 of a flushed turn, and no more than fit into
   * `maxBufferedMs`
   */
  readonly push: (pcm: Int16Array, turnId: string, nowMs: number) => number
  /** Marks an utterance as complete: what is there plays out without waiting. More of the turn may follow. */
  readonly end: (turnId: string, nowMs: number) => void
  /**
   * Fills `out`, of any length, with the sound from `nowMs` on, silence included.
   * @returns the events within it, in order; one shared empty array when there are none
   */
  readonly pull: (out: Float32Array, nowMs: number) => readonly JitterBufferEvent[]
  /**
   * Drops everything with a fade of 5 ms, and refuses later audio of every turn seen so far.
   * @returns the heard part of each turn that was cut short
   */
  readonly flush: (nowMs: number) => readonly HeardTurn[]
  /** Accepts audio of a flushed turn id again, as a new turn of which nothing was heard. */
  readonly release: (turnId: string) => void
  /** Samples of a turn heard so far; 0 for an unknown turn. The latest thousand turns are remembered. */
  readonly heardSamples: (turnId: string) => number
  /** Audio that waits to be heard, in milliseconds. */
  readonly bufferedMs: number
  /** A copy of the counters. */
  readonly stats: JitterBufferStats
}

/**
 * Arrival statistics and the target delays that follow from them. Lateness is the arrival time minus the position in the
 * segment: constant for a source that sends in real time, falling for one that sends faster.
 */
export interface ArrivalStatistics {
  /** Begins a segment, and ends the previous one. */
  readonly beginSegment: () => void
  /** Records a chunk: its arrival time, its position in the segment and its duration, in milliseconds. */
  readonly arrived: (atMs: number, positionMs: number, durationMs: number) => void
  /** Ends the segment: nothing more of it will be measured. */
  readonly endSegment: () => void
  /** Delay from the first arrival of a segment to its start. */
  readonly startDelayMs: () => number
  /** Target delay behind the earliest arrivals, to be reached while the segment plays. */
  readonly targetDelayMs: () => number
  /** Least lateness of the last one to two seconds. */
  readonly leastLatenessMs: () => number
  /** Audio received since the source was last ahead of real time: large for a source that sends in real time. */
  readonly realTimeMs: () => number
}

/** Share of the playing time that preemptive expand surely gains; less than its limit, as not all speech can be stretched. */
const surelyGained = 0.03
const windowMs = 8_000
const leastWindowMs = 500
const recentMs = 1_000
const aheadMs = 20

/** Creates statistics that start from the usual delays. */
export const createArrivalStatistics = (): ArrivalStatistics => {
  // The start delay is heard once in each answer; delay gained while it plays is not noticed, but a pause always is.
  const startDelays = createDelayHistory({
    costs: { delay: 1, silence: 3, pause: 200 },
    priorMs: 40,
    lowestMs: 10,
    highestMs: 600,
  })
  const targetDelays = createDelayHistory({
    costs: { delay: 0.1, silence: 3, pause: 200 },
    priorMs: 160,
    lowestMs: 10,
    highestMs: 400,
  })
  let startDelayMs = startDelays.cheapestMs()
  let targetDelayMs = Math.max(startDelayMs, targetDelays.cheapestMs())

  let windowFrom = 0
  let windowLength = 0
  let firstLateness = 0
  let neededToStart = 0
  let neededLater = 0

  let least = Infinity
  let leastBefore = Infinity
  let leastSince = 0
  let anchor = Infinity
  let anchoredAt = 0
  let received = 0

  const endWindow = (): void => {
    if (windowLength >= leastWindowMs) {
      if (windowFrom === 0) startDelays.add(neededToStart)
      targetDelays.add(neededLater)
      startDelayMs = startDelays.cheapestMs()
      targetDelayMs = Math.max(startDelayMs, targetDelays.cheapestMs())
    }
    windowLength = 0
  }

  const measureNeed = (lateness: number, positionMs: number): void => {
    if (windowLength >= windowMs) endWindow()
    if (windowLength === 0) {
      windowFrom = positionMs
      firstLateness = lateness
      neededToStart = 0
      neededLater = 0
    }
    const needed = lateness - firstLateness
    neededLater = Math.max(neededLater, needed)
    neededToStart = Math.max(neededToStart, needed - surelyGained * (positionMs - windowFrom))
  }

  const measureLeast = (atMs: number, lateness: number, positionMs: number): void => {
    if (atMs - leastSince >= recentMs) {
      leastBefore = least
      least = Infinity
      leastSince = atMs
    }
    least = Math.min(least, lateness)
    if (lateness > anchor - aheadMs) return
    anchor = lateness
    anchoredAt = positionMs
  }

  return {
    beginSegment: () => {
      endWindow()
      least = Infinity
      leastBefore = Infinity
      leastSince = -Infinity
      anchor = Infinity
      received = 0
    },
    arrived: (atMs, positionMs, durationMs) => {
      const lateness = atMs - positionMs
      measureNeed(lateness, positionMs)
      measureLeast(atMs, lateness, positionMs)
      received = positionMs + durationMs
      windowLength = received - windowFrom
    },
    endSegment: endWindow,
    startDelayMs: () => startDelayMs,
    targetDelayMs: () => targetDelayMs,
    leastLatenessMs: () => Math.min(least, leastBefore),
    realTimeMs: () => received - anchoredAt,
  }
}

/** Length of the fade-out after a flush or an underrun, in milliseconds. */
export const fadeMs = 5
const historyMs = 30
const noEvents: readonly JitterBufferEvent[] = Object.freeze([])

const within = (option: keyof JitterBufferOptions, value: number, low: number, high: number): number => {
  if (!(value >= low && value <= high))
    throw new InvalidOptionError(option, value, `give a number from ${low} to ${high}`)
  return value
}

/**
 * Creates a jitter buffer for speech that arrives in order, in bursts, at times faster than it plays.
 *
 * @example
 * const buffer = createJitterBuffer({ sampleRate: 48_000 })
 * buffer.push(pcm, turnId, performance.now())
 * const out = new Float32Array(960)                 // 20 ms
 * for (const { type, heardSamples } of buffer.pull(out, performance.now())) show(type, heardSamples)
 *
 * @throws {InvalidOptionError} for an option outside of its range
 */
export const createJitterBuffer = (options: JitterBufferOptions = {}): JitterBuffer => {
  const sampleRate = within('sampleRate', options.sampleRate ?? wireRate, 8_000, 192_000)
  const maxBufferedMs = within(
    'maxBufferedMs',
    options.maxBufferedMs ?? 300_000,
    1_000,
    Number.MAX_SAFE_INTEGER,
  )
  const samplesPerMs = sampleRate / 1_000
  const toSamples = (ms: number): number => Math.round(ms * samplesPerMs)

  const queue = createPlaybackQueue(toSamples(historyMs))
  const arrivals = createArrivalStatistics()
  const counters = createCounters()
  let events: JitterBufferEvent[] = []
  const playout = createPlayout({
    queue,
    arrivals,
    counters,
    samplesPerMs,
    fadeSamples: Math.floor(fadeMs * samplesPerMs),
    emit: (type, { turnId, heardSamples }, at) =>
      events.push({ type, turnId, heardSamples, atMs: at / samplesPerMs }),
  })

  const closeLast = (): void => {
    const last = queue.last()
    if (last) last.closed = true
  }

  /** Returns the segment to which audio of a turn is appended; opens one when needed. */
  const openSegment = (turn: TurnPlayback, firstChunkSamples: number, arrivedAt: number): Segment => {
    const last = queue.last()
    if (last?.turn === turn && !last.closed) return last
    closeLast()
    arrivals.beginSegment()
    const segment: Segment = {
      turn,
      arrivedAt,
      startDelay: toSamples(arrivals.startDelayMs()),
      from: queue.ring.written,
      turnOffset: turn.pushedSamples,
      firstChunkSamples,
      to: queue.ring.written,
      closed: false,
    }
    queue.add(segment)
    return segment
  }

  return {
    push: (given, turnId, nowMs) => {
      const turn = queue.findOrAddTurn(turnId)
      const room = turn.refused ? 0 : Math.floor(maxBufferedMs * samplesPerMs) - queue.bufferedSamples()
      const pcm = given.length > room ? given.subarray(0, room) : given
      counters.refusedSamples += given.length - pcm.length
      if (pcm.length === 0) return 0
      const arrivedAt = toSamples(nowMs)
      const segment = openSegment(turn, pcm.length, arrivedAt)
      arrivals.arrived(
        arrivedAt / samplesPerMs,
        (segment.to - segment.from) / samplesPerMs,
        pcm.length / samplesPerMs,
      )
      queue.append(pcm, arrivedAt)
      turn.pushedSamples += pcm.length
      counters.totalSamplesReceived += pcm.length
      return pcm.length
    },
    end: (turnId) => {
      if (queue.last()?.turn.turnId === turnId) closeLast()
    },
    pull: (out, nowMs) => {
      playout.fill(out, toSamples(nowMs))
      if (events.length === 0) return noEvents
      const pulled = events
      events = []
      return pulled
    },
    flush: () => {
      const cut: HeardTurn[] = []
      for (const segment of queue.segments()) {
        const { turnId, heardSamples } = segment.turn
        if (cut.at(-1)?.turnId !== turnId) cut.push({ turnId, heardSamples })
      }
      queue.refuseTurns()
      counters.flushedSamples += queue.bufferedSamples()
      playout.cut()
      arrivals.endSegment()
      queue.clear()
      return cut
    },
    release: (turnId) => {
      if (queue.findTurn(turnId)?.refused) queue.forgetTurn(turnId)
    },
    heardSamples: (turnId) => queue.findTurn(turnId)?.heardSamples ?? 0,
    get bufferedMs() {
      return queue.bufferedSamples() / samplesPerMs
    },
    get stats() {
      return { ...counters }
    },
  }
}
