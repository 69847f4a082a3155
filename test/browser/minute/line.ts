/** Frames come each 20 ms; what comes later than this after the one before it was held up, in milliseconds. */
const heldUpMs = 60
/** A buffer that was emptied by a stall may run dry until so long after it, in milliseconds. */
const recoveredMs = 1_000

/** A time in which a line brought nothing, in milliseconds of the page. */
export interface Stall {
  readonly fromMs: number
  readonly toMs: number
}

/** When a line was held up, as it was seen at the socket. */
export const stallsOf = (arrivalsMs: readonly number[]): readonly Stall[] =>
  arrivalsMs
    .map((toMs, i) => ({ fromMs: arrivalsMs[i - 1] ?? toMs, toMs }))
    .filter(({ fromMs, toMs }) => toMs - fromMs > heldUpMs)

/** Whether a line had been steady when something happened. */
export const wasSteady = (stalls: readonly Stall[], atMs: number): boolean =>
  stalls.every(({ fromMs, toMs }) => atMs < fromMs || atMs > toMs + recoveredMs)
