/** How many seconds of a call cost one; REST names no currency. */
const secondsForOne = 1_000

/** Reckons what a call costs that lasted so many milliseconds: 0.001 for each second, one that has only begun included. */
export const costOf = (lastedMs: number): number => Math.ceil(lastedMs / 1_000) / secondsForOne
