/** Gap between two frames, in milliseconds, above which the line has stalled. Frames arrive every 20 ms. */
const heldUpMs = 60
/** Time after a stall, in milliseconds, in which the jitter buffer may underrun. */
const recoveredMs = 1_000

/** Time in which nothing arrived, in milliseconds of the page. */
export interface Stall {
  readonly fromMs: number
  readonly toMs: number
}

/** Returns the stalls of a line, from the arrival times at the socket. */
export const stallsOf = (arrivalsMs: readonly number[]): readonly Stall[] =>
  arrivalsMs
    .map((toMs, i) => ({ fromMs: arrivalsMs[i - 1] ?? toMs, toMs }))
    .filter(({ fromMs, toMs }) => toMs - fromMs > heldUpMs)

/** True if the line was steady at a time. */
export const wasSteady = (stalls: readonly Stall[], atMs: number): boolean =>
  stalls.every(({ fromMs, toMs }) => atMs < fromMs || atMs > toMs + recoveredMs)
