import { createFadeOut } from './fade.ts'
import type { Counters } from './statistics.ts'
import type { ArrivalStatistics } from './jitter-buffer.ts'
import { createSpliceReader, createTimeStretch } from './time-stretch.ts'
import type { PlaybackQueue, Segment, TurnPlayback } from './turn-playback.ts'

/** An event of the jitter buffer within one `pull`. */
export interface JitterBufferEvent {
  /**
   * `started`: audio of the turn begins to sound, for the first time or after a pause.
   * `underrun`: it pauses because the rest of it is late.
   * `drained`: all of it that arrived was output, and it was complete or another turn followed.
   */
  readonly type: 'started' | 'underrun' | 'drained'
  readonly turnId: string
  /** Samples of the turn heard up to this moment. */
  readonly heardSamples: number
  /** Time of the event on the clock of `nowMs`, exact to the sample. */
  readonly atMs: number
}

/** Rule for the start of a segment: the first time, and after an underrun. Everything is in samples. */
interface StartRule {
  readonly untilStart: (segment: Segment, at: number) => number
  /** Records an underrun, and the number of samples that had sounded since the last start. */
  readonly ranDry: (soundedSamples: number) => void
  readonly untilResume: (segment: Segment, at: number) => number
}

/** Delayed audio arrives in one burst, so a segment resumes at once after an underrun, unless underruns follow closely. */
const closeMs = 2_000
const shortestRestMs = 40
const longestRestMs = 640

const createStartRule = (queue: PlaybackQueue, samplesPerMs: number): StartRule => {
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

/** Output of a queue, sample by sample: playing, waiting for a start, or concealing an underrun. */
export interface Playout {
  /** Fills `out` from a time on, in output samples. */
  readonly fill: (out: Float32Array, at: number) => void
  /** Fades to silence; the caller clears the queue afterwards. */
  readonly cut: () => void
}

interface PlayoutOptions {
  readonly queue: PlaybackQueue
  readonly arrivals: ArrivalStatistics
  readonly counters: Counters
  readonly samplesPerMs: number
  readonly fadeSamples: number
  readonly emit: (type: JitterBufferEvent['type'], turn: TurnPlayback, at: number) => void
}

/** Creates the playout of a queue. */
export const createPlayout = (options: PlayoutOptions): Playout => {
  const { queue, arrivals, counters, samplesPerMs, fadeSamples, emit } = options
  const sampleRate = samplesPerMs * 1_000
  const reader = createSpliceReader(queue.ring, fadeSamples)
  const stretch = createTimeStretch({
    ring: queue.ring,
    reader,
    arrivals,
    counters,
    samplesPerMs,
    fadeSamples,
  })
  const fadeOut = createFadeOut(fadeSamples)
  const rule = createStartRule(queue, samplesPerMs)
  let state: 'waiting' | 'playing' | 'concealing' = 'waiting'

  const start = (segment: Segment, at: number): void => {
    reader.begin(queue.position, true)
    state = 'playing'
    emit('started', segment.turn, at)
  }

  const drain = (segment: Segment, at: number): void => {
    queue.shift()
    state = 'waiting'
    emit('drained', segment.turn, at)
  }

  /** Ends the segment, continues with the next of the same turn, or begins to conceal an underrun. */
  const runOut = (segment: Segment, at: number): void => {
    const next = queue.next()
    if (segment.closed && next?.turn === segment.turn && rule.untilStart(next, at) === 0) {
      queue.shift()
      return
    }
    fadeOut.begin((i) => reader.behind(i, segment.from))
    if (segment.closed) drain(segment, at)
    else {
      state = 'concealing'
      rule.ranDry(reader.sounded())
      counters.concealmentEvents++
      emit('underrun', segment.turn, at)
    }
  }

  const silence = (out: Float32Array, offset: number, count: number): number => {
    out.fill(0, offset, offset + count)
    return count
  }

  const play = (segment: Segment, out: Float32Array, offset: number, at: number): number => {
    if (queue.position === segment.to) {
      runOut(segment, at)
      return 0
    }
    if (reader.spliceRemaining() === 0 && stretch.untilNext() === 0) stretch.adjust(segment, at)
    const splicing = reader.spliceRemaining()
    const available = splicing > 0 ? splicing : Math.min(segment.to - queue.position, stretch.untilNext())
    const count = Math.min(out.length - offset, available)
    reader.read(out, offset, count)
    stretch.passed(count)
    const reached = reader.position()
    counters.jitterBufferDelay += queue.delayOf(reached, at, count) / sampleRate
    counters.jitterBufferTargetDelay += ((reached - queue.position) * arrivals.targetDelayMs()) / 1_000
    counters.jitterBufferEmittedCount += reached - queue.position
    queue.position = reached
    segment.turn.heardSamples = segment.turnOffset + reached - segment.from
    return count
  }

  const conceal = (segment: Segment, out: Float32Array, offset: number, at: number): number => {
    const count = Math.min(rule.untilResume(segment, at), out.length - offset)
    if (count > 0) {
      counters.totalSamplesReceived += count
      counters.concealedSamples += count
      counters.silentConcealedSamples += Math.max(0, count - fadeOut.remaining())
      return silence(out, offset, count)
    }
    if (segment.to > queue.position) start(segment, at)
    else drain(segment, at)
    return 0
  }

  const wait = (segment: Segment, out: Float32Array, offset: number, at: number): number => {
    const count = Math.min(rule.untilStart(segment, at), out.length - offset)
    if (count > 0) return silence(out, offset, count)
    start(segment, at)
    return 0
  }

  const steps = { waiting: wait, playing: play, concealing: conceal }

  return {
    fill: (out, at) => {
      for (let offset = 0; offset < out.length;) {
        const segment = queue.head()
        const count = segment
          ? steps[state](segment, out, offset, at + offset)
          : silence(out, offset, out.length - offset)
        fadeOut.mixInto(out, offset, count)
        offset += count
      }
    },
    cut: () => {
      const segment = queue.head()
      if (segment && state === 'playing') fadeOut.begin((i) => reader.ahead(i, segment.to))
      state = 'waiting'
    },
  }
}
