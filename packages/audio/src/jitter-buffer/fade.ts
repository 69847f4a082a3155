/** Rises from 0 to 1 over a step of `length` samples as half a cosine does; `index` counts from 0. */
export const rise = (index: number, length: number): number =>
  index >= length ? 1 : 0.5 - 0.5 * Math.cos((Math.PI * (index + 0.5)) / length)
