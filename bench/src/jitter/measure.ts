import { bestConstantOf, costOf, earliestPlayOf } from './bounds.ts'
import { quantum } from './play.ts'
import { runsOf, type Run } from './runs.ts'
import { fullLevel, placeOf, lookBack } from './signal.ts'
import { sampleRate } from './sources.ts'
import type { Trace, TracedTurn } from './traces.ts'

// Taken out of the global object once: the loops below run over every sample.
const { abs, max } = Math

const perMs = sampleRate / 1_000
/** A shorter silence is not heard as a pause. */
const leastPauseMs = 5
/** Longer than any fade: closer to the edge of a run the level tells no place. */
const edgeMs = 6
/** A longer jump over content is a skip: hurrying melts no more than 15 ms at once, but twice between two readings at times. */
const leastSkipMs = 20

/** Position of a player in a turn at a time. */
export interface Track {
  readonly atMs: number
  readonly placeMs: number
}

/** Result of one turn. */
export interface TurnMeasures {
  readonly firstSoundMs: number
  readonly pauses: readonly { readonly fromMs: number; readonly lastsMs: number }[]
  readonly skippedMs: number
  readonly slowedMs: number
  readonly hurriedMs: number
  /** Mean time behind the earliest possible play. */
  readonly excessMs: number
  /** Duration of sound after the flush. */
  readonly afterFlushMs: number
  readonly track: readonly Track[]
}

const follow = (turn: TracedTurn, runs: readonly Run[], sound: Float32Array) => {
  const earliest = earliestPlayOf(turn)
  const edge = edgeMs * perMs
  const track: Track[] = []
  let place = 0
  let skipped = 0
  let slowed = 0
  let hurried = 0
  let excess = 0
  let unread = 0
  for (const run of runs) {
    let readAt = run.from - unread
    let lookedAt = -1
    let placeThen = 0
    for (let at = run.from + edge; at < run.to - edge; at++) {
      const magnitude = abs(sound[at] ?? 0)
      if (magnitude < fullLevel) continue
      const found = placeOf(magnitude, abs(sound[at - lookBack] ?? 0), place + at - readAt)
      if (found < 0) continue
      const jump = found - (place + at - readAt)
      if (jump > leastSkipMs * perMs) skipped += jump
      place = max(place, found)
      readAt = at
      if (lookedAt >= 0 && at - lookedAt < quantum) continue
      const gained = lookedAt < 0 ? 0 : at - lookedAt - (place - placeThen)
      if (gained > 8) slowed += gained
      if (gained < -8) hurried -= gained
      const placeMs = Math.min(place / perMs, earliest.mediaMs - 0.1)
      track.push({ atMs: at / perMs, placeMs })
      excess += at / perMs - earliest.atMs(placeMs)
      lookedAt = at
      placeThen = place
    }
    unread = run.to - readAt
  }
  const missing = earliest.mediaMs * perMs - place - unread
  const cut = turn.flushAtMs !== undefined
  return {
    skippedMs: (skipped + (cut ? 0 : max(0, missing - edge))) / perMs,
    slowedMs: slowed / perMs,
    hurriedMs: hurried / perMs,
    excessMs: excess / max(1, track.length),
    track,
  }
}

const measureTurn = (turn: TracedTurn, runs: readonly Run[], sound: Float32Array): TurnMeasures => {
  const flushAtMs = turn.flushAtMs ?? Infinity
  const heard = runs.filter(({ from }) => from / perMs < flushAtMs)
  const pauses = heard
    .map((run, i) => ({ fromMs: (heard[i - 1]?.to ?? run.from) / perMs, toMs: run.from / perMs }))
    .map(({ fromMs, toMs }) => ({ fromMs, lastsMs: toMs - fromMs }))
    .filter(({ lastsMs }) => lastsMs >= leastPauseMs)
  return {
    firstSoundMs: (runs[0]?.from ?? NaN) / perMs - (turn.chunks[0]?.atMs ?? 0),
    pauses,
    afterFlushMs: max(0, (runs.at(-1)?.to ?? 0) / perMs - flushAtMs),
    ...follow(turn, heard, sound),
  }
}

/** Mean result of a player for a trace. */
export interface Measures {
  readonly cost: number
  readonly firstSoundMs: number
  readonly pausesPerMin: number
  readonly silencePerMin: number
  readonly slowedPerMin: number
  readonly hurriedPerMin: number
  readonly excessMs: number
  readonly skippedMs: number
  /** The longest time that a flushed turn sounded on. */
  readonly afterFlushMs: number
  /** The largest difference between two samples in a row; of the signal itself it is below 0.0001. */
  readonly largestStep: number
}

const largestStepIn = (sound: Float32Array): number => {
  let largest = 0
  for (let i = 1; i < sound.length; i++) largest = max(largest, abs((sound[i] ?? 0) - (sound[i - 1] ?? 0)))
  return largest
}

/** Measures a recording of a trace by what sounds in it, and by nothing else. */
export const measure = (
  trace: Trace,
  sound: Float32Array,
): { readonly turns: readonly TurnMeasures[]; readonly measures: Measures } => {
  const runs = runsOf(trace, sound)
  const turns = trace.turns.map((turn, i) =>
    measureTurn(
      turn,
      runs.filter((run) => run.turn === i),
      sound,
    ),
  )
  const sum = (of: (turn: TurnMeasures) => number): number =>
    turns.reduce((total, turn) => total + of(turn), 0)
  const silenceOf = ({ pauses }: TurnMeasures): number =>
    pauses.reduce((total, { lastsMs }) => total + lastsMs, 0)
  const minutes = sum(({ track }) => (track.at(-1)?.placeMs ?? 0) / 60_000)
  const measures: Measures = {
    cost: sum((turn) => costOf(turn.firstSoundMs, silenceOf(turn), turn.pauses.length)) / turns.length,
    firstSoundMs: sum(({ firstSoundMs }) => firstSoundMs) / turns.length,
    pausesPerMin: sum(({ pauses }) => pauses.length) / minutes,
    silencePerMin: sum(silenceOf) / minutes,
    slowedPerMin: sum(({ slowedMs }) => slowedMs) / minutes,
    hurriedPerMin: sum(({ hurriedMs }) => hurriedMs) / minutes,
    excessMs: sum(({ excessMs }) => excessMs) / turns.length,
    skippedMs: sum(({ skippedMs }) => skippedMs),
    afterFlushMs: max(...turns.map(({ afterFlushMs }) => afterFlushMs)),
    largestStep: largestStepIn(sound),
  }
  return { turns, measures }
}

/** Costs below it are as good as each other: nobody hears the difference. */
const leastCost = 20

/** Cost as a multiple of the cost of the best constant start delay. */
export const ratioToBest = (trace: Trace, cost: number): number =>
  max(leastCost, cost) / max(leastCost, bestConstantOf(trace).cost)

/** The mean of ratios. */
export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
