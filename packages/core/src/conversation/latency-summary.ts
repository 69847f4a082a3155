import type { Latency } from './latency.ts'

/** How one duration is spread: half of the values, and 95 of 100, are at most these; absent while nothing was timed. */
export interface Spread {
  /** How many were timed. */
  readonly count: number
  /** The median, in milliseconds. */
  readonly p50Ms?: number
  /** The 95th percentile, in milliseconds. */
  readonly p95Ms?: number
}

/** The latencies of a call in a few figures. */
export interface LatencySummary {
  /** From the end of the user's speech to the first byte of the answer. */
  readonly firstByte: Spread
  /** From the end of the user's speech to the first sample that was heard. */
  readonly firstSound: Spread
  /** From an interruption to silence. */
  readonly silence: Spread
}

/** The smallest of the values that at least `share` (0 to 1) of them do not exceed; nothing for no values. */
export const percentile = (values: readonly number[], share: number): number | undefined =>
  [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)]

const spread = (values: readonly number[]): Spread => {
  const [p50Ms, p95Ms] = [percentile(values, 0.5), percentile(values, 0.95)]
  return p50Ms === undefined || p95Ms === undefined ? { count: 0 } : { count: values.length, p50Ms, p95Ms }
}

/** Sums up how quickly the agent answered and fell silent. */
export const summarizeLatency = ({ turns, bargeIns }: Latency): LatencySummary => ({
  firstByte: spread(turns.map(({ firstByteMs }) => firstByteMs)),
  firstSound: spread(turns.flatMap(({ firstSoundMs: firstSoundMs }) => firstSoundMs ?? [])),
  silence: spread(bargeIns.map(({ silenceMs }) => silenceMs)),
})
