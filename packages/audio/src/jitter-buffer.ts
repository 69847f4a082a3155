import { createArrivalWatch } from './jitter-buffer/arrival-watch.ts'
import { resolveOptions, type JitterBufferOptions } from './jitter-buffer/options.ts'
import { createPlayoutQueue, type Segment } from './jitter-buffer/playout-queue.ts'
import { createPlayout, type JitterBufferEvent } from './jitter-buffer/playout.ts'
import { createCounters, type JitterBufferStats } from './jitter-buffer/statistics.ts'
import { createTurnLedger, type Turn } from './jitter-buffer/turn-ledger.ts'

export type { JitterBufferEvent } from './jitter-buffer/playout.ts'

/** How far a turn was heard. */
export interface HeardTurn {
  readonly turnId: string
  /** Samples of its content, counted where they came from and not as stretched; never more than were pushed. */
  readonly heardSamples: number
}

/**
 * Holds speech that arrives in order but not in time, and gives it out at a steady rate. All times are milliseconds of
 * one clock of the caller's, which never goes back.
 */
export interface JitterBuffer {
  /**
   * Adds mono PCM16 of a turn; it is copied. Turns sound one after the other as they came.
   * @returns whether it was taken: `false` when the turn was flushed, or when `maxBufferedMs` is held already
   */
  readonly push: (pcm: Int16Array, turnId: string, nowMs: number) => boolean
  /** Says that an utterance is complete: what is there plays out without waiting. More of the turn may follow. */
  readonly end: (turnId: string, nowMs: number) => void
  /**
   * Fills `out`, of any length, with what sounds from `nowMs` on, silence included.
   * @returns what began or ended in it, in order; one shared empty array when nothing did
   */
  readonly pull: (out: Float32Array, nowMs: number) => readonly JitterBufferEvent[]
  /**
   * Drops everything with a fade of 5 ms and refuses later audio of every turn seen so far.
   * @returns what was heard of each turn that had not come to its end
   */
  readonly flush: (nowMs: number) => readonly HeardTurn[]
  /** Lets a flushed turn id sound again, as a new turn that was not heard yet. */
  readonly release: (turnId: string) => void
  /** Samples of a turn heard so far; 0 for a turn never seen. The latest thousand turns are remembered. */
  readonly heardSamples: (turnId: string) => number
  /** Audio that waits to be heard, in milliseconds. */
  readonly bufferedMs: number
  /** The counters as they stand now. */
  readonly stats: JitterBufferStats
}

const fadeMs = 5
const historyMs = 30
const nothing: readonly JitterBufferEvent[] = Object.freeze([])

/**
 * Makes a jitter buffer for speech that arrives in order, in bursts, at times faster than it plays.
 * @throws {InvalidOptionError} for an option outside of its range
 */
export const createJitterBuffer = (options: JitterBufferOptions = {}): JitterBuffer => {
  const { sampleRate, maxBufferedMs } = resolveOptions(options)
  const samplesPerMs = sampleRate / 1_000
  const toSamples = (ms: number): number => Math.round(ms * samplesPerMs)
  const fadeSamples = Math.floor(fadeMs * samplesPerMs)

  const turns = createTurnLedger()
  const queue = createPlayoutQueue(toSamples(historyMs))
  const watch = createArrivalWatch()
  const counters = createCounters()
  let told: JitterBufferEvent[] = []
  const playout = createPlayout({
    queue,
    watch,
    counters,
    samplesPerMs,
    fadeSamples,
    tell: (type, turn, at) =>
      told.push({ type, turnId: turn.id, heardSamples: turn.heardSamples, atMs: at / samplesPerMs }),
  })

  const closeLast = (): void => {
    const last = queue.last()
    if (last) last.closed = true
  }

  /** The segment that takes more audio of a turn. */
  const openSegment = (turn: Turn, firstChunkSamples: number, arrivedAt: number): Segment => {
    const last = queue.last()
    if (last?.turn === turn && !last.closed) return last
    closeLast()
    watch.begin()
    const segment: Segment = {
      turn,
      arrivedAt,
      startDelay: toSamples(watch.startDelayMs()),
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
    push: (pcm, turnId, nowMs) => {
      const turn = turns.findOrAdd(turnId)
      if (turn.refused || queue.bufferedSamples() + pcm.length > maxBufferedMs * samplesPerMs) {
        counters.refusedSamples += pcm.length
        return false
      }
      if (pcm.length === 0) return true
      const arrivedAt = toSamples(nowMs)
      const segment = openSegment(turn, pcm.length, arrivedAt)
      watch.arrived(
        arrivedAt / samplesPerMs,
        (segment.to - segment.from) / samplesPerMs,
        pcm.length / samplesPerMs,
      )
      queue.append(pcm, arrivedAt)
      turn.pushedSamples += pcm.length
      counters.totalSamplesReceived += pcm.length
      return true
    },
    end: (turnId) => {
      if (queue.last()?.turn.id === turnId) closeLast()
    },
    pull: (out, nowMs) => {
      playout.fill(out, toSamples(nowMs))
      if (told.length === 0) return nothing
      const events = told
      told = []
      return events
    },
    flush: () => {
      const unfinished: HeardTurn[] = []
      for (const segment of queue.all()) {
        const { id, heardSamples } = segment.turn
        if (unfinished.at(-1)?.turnId !== id) unfinished.push({ turnId: id, heardSamples })
      }
      for (const turn of turns.all()) turn.refused = true
      counters.flushedSamples += queue.bufferedSamples()
      playout.cut()
      watch.finish()
      queue.clear()
      return unfinished
    },
    release: (turnId) => {
      if (turns.find(turnId)?.refused) turns.forget(turnId)
    },
    heardSamples: (turnId) => turns.find(turnId)?.heardSamples ?? 0,
    get bufferedMs() {
      return queue.bufferedSamples() / samplesPerMs
    },
    get stats() {
      return { ...counters }
    },
  }
}
