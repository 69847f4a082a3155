import type { ArrivalWatch } from './arrival-watch.ts'
import { createPace } from './pace.ts'
import type { PlayoutQueue, Segment } from './playout-queue.ts'
import type { Counters } from './statistics.ts'
import { createStartRule } from './start-rule.ts'
import { createTail } from './tail.ts'
import type { Turn } from './turn-ledger.ts'
import { createVoice } from './voice.ts'

/** Something that began or ended within one `pull`. */
export interface JitterBufferEvent {
  /**
   * `started`: audio of the turn begins to sound, for the first time or after a pause.
   * `underrun`: it pauses because the rest of it is late.
   * `drained`: all of it that came has sounded, and it was said to be complete or another turn followed.
   */
  readonly type: 'started' | 'underrun' | 'drained'
  readonly turnId: string
  /** Samples of the turn heard up to this moment. */
  readonly heardSamples: number
  /** When, on the clock of `nowMs`, to the sample. */
  readonly atMs: number
}

/** Turns the queue into sound, sample by sample. */
export interface Playout {
  /** Fills `out` from a time on, in output samples. */
  readonly fill: (out: Float32Array, at: number) => void
  /** Goes silent with a fade; what it read of the queue is void. */
  readonly cut: () => void
}

interface PlayoutOptions {
  readonly queue: PlayoutQueue
  readonly watch: ArrivalWatch
  readonly counters: Counters
  readonly samplesPerMs: number
  readonly fadeSamples: number
  readonly tell: (type: JitterBufferEvent['type'], turn: Turn, at: number) => void
}

/** Makes a playout that is silent. */
export const createPlayout = (options: PlayoutOptions): Playout => {
  const { queue, watch, counters, samplesPerMs, fadeSamples, tell } = options
  const sampleRate = samplesPerMs * 1_000
  const voice = createVoice(queue.ring, fadeSamples)
  const pace = createPace({ ring: queue.ring, voice, watch, counters, samplesPerMs, fadeSamples })
  const tail = createTail(fadeSamples)
  const rule = createStartRule(queue, samplesPerMs)
  let state: 'waiting' | 'playing' | 'starved' = 'waiting'

  const start = (segment: Segment, at: number): void => {
    voice.begin(queue.position, true)
    state = 'playing'
    tell('started', segment.turn, at)
  }

  const drain = (segment: Segment, at: number): void => {
    queue.shift()
    state = 'waiting'
    tell('drained', segment.turn, at)
  }

  /** The audio there is has sounded to its end. */
  const runOut = (segment: Segment, at: number): void => {
    const next = queue.next()
    if (segment.closed && next?.turn === segment.turn && rule.untilStart(next, at) === 0) {
      queue.shift()
      return
    }
    tail.begin((i) => voice.behind(i, segment.from))
    if (segment.closed) drain(segment, at)
    else {
      state = 'starved'
      rule.ranDry(voice.sounded())
      counters.concealmentEvents++
      tell('underrun', segment.turn, at)
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
    if (voice.spliceRemaining() === 0 && pace.untilNextLook() === 0) pace.adjust(segment, at)
    const splicing = voice.spliceRemaining()
    const available = splicing > 0 ? splicing : Math.min(segment.to - queue.position, pace.untilNextLook())
    const count = Math.min(out.length - offset, available)
    voice.read(out, offset, count)
    pace.passed(count)
    const reached = voice.position()
    counters.jitterBufferDelay += queue.delayOf(reached, at, count) / sampleRate
    counters.jitterBufferTargetDelay += ((reached - queue.position) * watch.holdDelayMs()) / 1_000
    counters.jitterBufferEmittedCount += reached - queue.position
    queue.position = reached
    segment.turn.heardSamples = segment.turnOffset + reached - segment.from
    return count
  }

  const starve = (segment: Segment, out: Float32Array, offset: number, at: number): number => {
    const count = Math.min(rule.untilResume(segment, at), out.length - offset)
    if (count > 0) {
      counters.totalSamplesReceived += count
      counters.concealedSamples += count
      counters.silentConcealedSamples += Math.max(0, count - tail.remaining())
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

  const steps = { waiting: wait, playing: play, starved: starve }

  return {
    fill: (out, at) => {
      for (let offset = 0; offset < out.length;) {
        const segment = queue.head()
        const count = segment
          ? steps[state](segment, out, offset, at + offset)
          : silence(out, offset, out.length - offset)
        tail.mixInto(out, offset, count)
        offset += count
      }
    },
    cut: () => {
      const segment = queue.head()
      if (segment && state === 'playing') tail.begin((i) => voice.ahead(i, segment.to))
      state = 'waiting'
    },
  }
}
