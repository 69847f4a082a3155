/** The value in the middle. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/** A figure, its goal, and whether it is reached. */
export interface Figure {
  readonly what: string
  readonly value: number
  readonly goal: number
  readonly unit: string
}

/** Prints figures that are to be at most their goal, as a table. */
export const printFigures = (figures: readonly Figure[]): void => {
  console.log('| what | measured | goal | |')
  console.log('| --- | --: | --: | --- |')
  for (const { what, value, goal, unit } of figures)
    console.log(
      `| ${what} | ${value.toFixed(2)} ${unit} | ≤ ${String(goal)} ${unit} | ${value <= goal ? 'reached' : 'MISSED'} |`,
    )
}
