/** Specification of a filter. Frequencies are bins of 1 / (2 · halfLength) of the lower rate. */
export interface ShapeGoal {
  readonly halfLength: number
  /** Flat to here. */
  readonly passTo: number
  /** Silent from here. */
  readonly stopFrom: number
  /** The bins whose values are free; those below are one, those above zero. */
  readonly freeBins: readonly [first: number, last: number]
  /** Allowed ratio of the ripple in the passband to the ripple in the stopband. */
  readonly passWeight: number
}

const sinc = (x: number): number => (Math.abs(x) < 1e-12 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))

/** The spectrum, at `u` bins, of the cosine of bin `n` over the length of the filter. */
const spectrumOf = (n: number, u: number): number => (n === 0 ? sinc(u) : sinc(u - n) + sinc(u + n))

/** The value at the end of the filter of the cosine of bin `n`. */
const endOf = (n: number): number => (n === 0 ? 0.5 : n % 2 === 0 ? 1 : -1)

const steps = (first: number, last: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => first + ((last - first) * i) / (count - 1))

/** Solves linear equations by elimination with pivots; rows hold the right side last. */
const solve = (rows: number[][]): readonly number[] => {
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0
  const size = rows.length
  for (let i = 0; i < size; i++) {
    let pivot = i
    for (let row = i + 1; row < size; row++) if (Math.abs(at(row, i)) > Math.abs(at(pivot, i))) pivot = row
    ;[rows[i], rows[pivot]] = [rows[pivot] ?? [], rows[i] ?? []]
    for (let row = i + 1; row < size; row++) {
      const factor = at(row, i) / at(i, i)
      rows[row] = (rows[row] ?? []).map((value, column) => value - factor * at(i, column))
    }
  }
  const solution = new Array<number>(size).fill(0)
  for (let i = size - 1; i >= 0; i--) {
    let sum = at(i, size)
    for (let column = i + 1; column < size; column++) sum -= at(i, column) * (solution[column] ?? 0)
    solution[i] = sum / at(i, i)
  }
  return solution
}

/** The goal at many frequencies: what the free values must add up to there, each point scaled by its weight. */
const pointsOf = ({ halfLength, passTo, stopFrom, freeBins: [first, last], passWeight }: ShapeGoal) => {
  const free = Array.from({ length: last - first }, (_, i) => first + i)
  const ones = Array.from({ length: first }, (_, n) => n)
  // The filter ends at zero, so the value of the last bin follows from the others.
  const endOfOnes = ones.reduce((sum, n) => sum + endOf(n), 0)
  const point = (u: number, wanted: number, weight: number) => {
    const lastHere = spectrumOf(last, u) / endOf(last)
    return {
      row: free.map((n) => weight * (spectrumOf(n, u) - endOf(n) * lastHere)),
      target: weight * (wanted - ones.reduce((sum, n) => sum + spectrumOf(n, u), 0) + endOfOnes * lastHere),
    }
  }
  const near = Math.max(0, passTo - 8)
  const passing = [...(near > 0 ? steps(0, near, 60) : []), ...steps(near, passTo, 150)]
  const stopped = [
    ...steps(stopFrom, stopFrom + 10, 300),
    ...steps(stopFrom + 10, stopFrom + 40, 400),
    ...steps(stopFrom + 40, stopFrom + 300, 300),
  ]
  const points = [...passing.map((u) => point(u, 1, 1 / passWeight)), ...stopped.map((u) => point(u, 0, 1))]
  const complete = (values: readonly number[]): readonly number[] => [
    ...values,
    -(endOfOnes + free.reduce((sum, n, i) => sum + endOf(n) * (values[i] ?? 0), 0)) / endOf(last),
  ]
  return { halfLength, points, complete }
}

/**
 * Finds the free values of a filter that make its largest weighted ripple smallest, by Lawson's algorithm: least squares
 * again and again, each point weighing more the larger its error was.
 */
export const designShape = (goal: ShapeGoal, rounds: number) => {
  const { points, complete } = pointsOf(goal)
  let weights = points.map(() => 1 / points.length)
  let best: { readonly ripple: number; readonly values: readonly number[] } = { ripple: Infinity, values: [] }
  for (let round = 0; round < rounds; round++) {
    const size = points[0]?.row.length ?? 0
    const equations = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0))
    points.forEach(({ row, target }, i) => {
      const weight = weights[i] ?? 0
      if (weight < 1e-14) return
      equations.forEach((equation, a) => {
        const scaled = weight * (row[a] ?? 0)
        for (let b = 0; b < size; b++) equation[b] = (equation[b] ?? 0) + scaled * (row[b] ?? 0)
        equation[size] = (equation[size] ?? 0) + scaled * target
      })
    })
    const values = solve(equations)
    const errors = points.map(({ row, target }) =>
      Math.abs(row.reduce((sum, part, i) => sum + part * (values[i] ?? 0), 0) - target),
    )
    const ripple = Math.max(...errors)
    if (ripple < best.ripple) best = { ripple, values }
    const heavier = weights.map((weight, i) => weight * (errors[i] ?? 0))
    const whole = heavier.reduce((sum, weight) => sum + weight, 0)
    weights = heavier.map((weight) => weight / whole)
  }
  return {
    values: complete(best.values),
    stopDb: -20 * Math.log10(best.ripple),
    passDb: 20 * Math.log10(1 + best.ripple * goal.passWeight),
  }
}
