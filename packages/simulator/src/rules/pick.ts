/** Gives one of several values, by a number from 0 to just below 1. */
export const pick = <A>(fraction: number, values: readonly [A, ...A[]]): A =>
  values[Math.floor(fraction * values.length)] ?? values[0]
