import { rise } from './jitter-buffer/fade.ts'
import { resolveOptions, type JitterBufferOptions } from './jitter-buffer/options.ts'
import { createPlayoutQueue } from './jitter-buffer/playout-queue.ts'
import { createStartDelay } from './jitter-buffer/start-delay.ts'
import { createCounters, type JitterBufferStats } from './jitter-buffer/statistics.ts'
import { createTail } from './jitter-buffer/tail.ts'
import { createTurnLedger, isFinished, type Turn } from './jitter-buffer/turn-ledger.ts'

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
const startDelayMs = 40
const nothing: readonly JitterBufferEvent[] = Object.freeze([])

/**
 * Makes a jitter buffer for speech that arrives in order, in bursts, at times faster than it plays.
 * @throws {InvalidOption} for an option outside of its range
 */
export const createJitterBuffer = (options: JitterBufferOptions = {}): JitterBuffer => {
  const { sampleRate, maxBufferedMs } = resolveOptions(options)
  const samplesPerMs = sampleRate / 1_000
  const fadeSamples = Math.floor(fadeMs * samplesPerMs)
  const maxBufferedSamples = maxBufferedMs * samplesPerMs
  const toSamples = (ms: number): number => Math.round(ms * samplesPerMs)

  const turns = createTurnLedger()
  const queue = createPlayoutQueue(fadeSamples)
  const startDelay = createStartDelay(toSamples(startDelayMs))
  const tail = createTail(fadeSamples)
  const counters = createCounters()
  let playing = false
  let sinceStart = 0
  let lastPlayed: Turn | undefined
  let lastPlayedTo = -1
  let starving: Turn | undefined
  let latest: Turn | undefined
  let told: JitterBufferEvent[] = []

  const tell = (type: JitterBufferEvent['type'], turn: Turn, at: number): void => {
    told.push({ type, turnId: turn.id, heardSamples: turn.heardSamples, atMs: at / samplesPerMs })
  }

  const start = (turn: Turn, at: number): void => {
    const joins = lastPlayed === turn && lastPlayedTo === at
    if (joins) tail.cancel()
    else tell('started', turn, at)
    sinceStart = joins ? fadeSamples : 0
    starving = undefined
    playing = true
  }

  const stop = (turn: Turn, from: number, at: number): void => {
    const last = queue.position - 1
    const gain = rise(sinceStart, fadeSamples)
    tail.begin((i) => queue.ring.at(Math.max(from, last - i)) * gain)
    playing = false
    lastPlayed = turn
    lastPlayedTo = at
    queue.shift()
    const next = queue.head()
    if (next?.turn === turn && startDelay.samplesUntilStart(next, at) === 0) return
    if (turn.open) {
      starving = turn
      counters.concealmentEvents++
    }
    tell(turn.open ? 'underrun' : 'drained', turn, at)
  }

  /** Silence until the next segment is due; gives how many samples. */
  const wait = (out: Float32Array, offset: number, at: number): number => {
    const segment = queue.head()
    if (starving && !starving.open && segment?.turn !== starving) {
      tell('drained', starving, at)
      starving = undefined
    }
    const due = segment ? startDelay.samplesUntilStart(segment, at) : Infinity
    if (segment && due === 0) {
      start(segment.turn, at)
      return 0
    }
    const count = Math.min(out.length - offset, due)
    out.fill(0, offset, offset + count)
    if (starving) {
      counters.totalSamplesReceived += count
      counters.concealedSamples += count
      counters.silentConcealedSamples += Math.max(0, count - tail.remaining())
    }
    return count
  }

  /** Audio until the segment ends; gives how many samples. */
  const play = (out: Float32Array, offset: number, at: number): number => {
    const segment = queue.head()
    if (!segment) return 0
    if (queue.position === segment.to) {
      stop(segment.turn, segment.from, at)
      return 0
    }
    const count = Math.min(out.length - offset, segment.to - queue.position)
    for (let i = 0; i < count; i++) {
      const position = queue.position + i
      out[offset + i] = queue.ring.at(position) * rise(sinceStart + i, fadeSamples)
      counters.jitterBufferDelay += (at + i - queue.arrivalOf(position)) / sampleRate
    }
    counters.jitterBufferTargetDelay += (count * startDelay.targetSamples()) / sampleRate
    counters.jitterBufferEmittedCount += count
    counters.totalSamplesReceived += count
    sinceStart += count
    queue.position += count
    segment.turn.heardSamples = segment.turnOffset + queue.position - segment.from
    return count
  }

  return {
    push: (pcm, turnId, nowMs) => {
      const turn = turns.findOrAdd(turnId)
      if (turn.refused || queue.bufferedSamples() + pcm.length > maxBufferedSamples) {
        counters.refusedSamples += pcm.length
        return false
      }
      if (latest && latest !== turn) latest.open = false
      latest = turn
      turn.open = true
      if (pcm.length > 0) queue.append(pcm, turn, toSamples(nowMs))
      turn.pushedSamples += pcm.length
      return true
    },
    end: (turnId) => {
      const turn = turns.find(turnId)
      if (!turn || turn !== latest) return
      turn.open = false
      queue.close()
    },
    pull: (out, nowMs) => {
      const from = toSamples(nowMs)
      let offset = 0
      while (offset < out.length) {
        const count = playing ? play(out, offset, from + offset) : wait(out, offset, from + offset)
        tail.mixInto(out, offset, count)
        offset += count
      }
      if (told.length === 0) return nothing
      const events = told
      told = []
      return events
    },
    flush: () => {
      const unfinished: HeardTurn[] = []
      for (const turn of turns.all()) {
        if (!turn.refused && !isFinished(turn))
          unfinished.push({ turnId: turn.id, heardSamples: turn.heardSamples })
        turn.refused = true
      }
      const segment = queue.head()
      if (playing && segment) {
        const { position, ring } = queue
        const last = segment.to - 1
        tail.begin((i) => ring.at(Math.min(position + i, last)) * rise(sinceStart, fadeSamples))
      }
      counters.flushedSamples += queue.bufferedSamples()
      queue.clear()
      playing = false
      starving = undefined
      latest = undefined
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
