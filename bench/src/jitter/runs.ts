import { sampleRate } from './sources.ts'
import type { Trace } from './traces.ts'

/** A stretch of sound without a pause, from one turn; samples of the recording. */
export interface Run {
  readonly turn: number
  readonly from: number
  readonly to: number
}

const { abs, sign: signOf } = Math
const audible = 0.02

/** Cuts a recording into runs: the sign says whether the turn is odd, the order which one it is. */
export const runsOf = (trace: Trace, sound: Float32Array): readonly Run[] => {
  const runs: Run[] = []
  let current = 0
  let from = -1
  let sign = 0

  const hasBegun = (turn: number, at: number): boolean =>
    (trace.turns[turn]?.chunks[0]?.atMs ?? Infinity) * sampleRate <= at * 1_000

  const turnFor = (wanted: number, at: number): number => {
    const isIts = (turn: number): boolean => (turn % 2 === 0 ? 1 : -1) === wanted
    if (isIts(current)) return current
    if (hasBegun(current + 1, at)) current++
    return isIts(current) ? current : Math.max(0, current - 1)
  }

  for (let at = 0; at <= sound.length; at++) {
    const value = sound[at] ?? 0
    const now = abs(value) < audible ? 0 : signOf(value)
    if (now === sign) continue
    if (sign !== 0) runs.push({ turn: turnFor(sign, from), from, to: at })
    sign = now
    from = at
  }
  return runs
}
