const attackMs = 40
const releaseMs = 160
/** A level below this is not seen. */
const least = 0.002

/** Moves a level towards another, as far as it comes within a time: up within 40 ms, down within 160 ms. */
export const follow = (from: number, to: number, ms: number): number => {
  const next = to + (from - to) * Math.exp(-ms / (to > from ? attackMs : releaseMs))
  return to === 0 && next < least ? 0 : next
}
