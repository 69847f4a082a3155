import type { RowWalk } from './kernels.ts'

const dot = (heap: Float64Array, row: number, samples: number, length: number): number => {
  let sum0 = 0
  let sum1 = 0
  let sum2 = 0
  let sum3 = 0
  for (let k = 0; k < length; k += 4) {
    const tap = row + k
    const sample = samples + k
    sum0 += (heap[tap] ?? 0) * (heap[sample] ?? 0)
    sum1 += (heap[tap + 1] ?? 0) * (heap[sample + 1] ?? 0)
    sum2 += (heap[tap + 2] ?? 0) * (heap[sample + 2] ?? 0)
    sum3 += (heap[tap + 3] ?? 0) * (heap[sample + 3] ?? 0)
  }
  return sum0 + sum2 + (sum1 + sum3)
}

/** `Kernels.rows` for plain JavaScript. Between two rows it goes in a straight line. */
export const walkRows = (heap: Float64Array, walk: RowWalk): void => {
  const { rows, rowLength, rowCount, phases, wholeStep, phaseStep, out, count } = walk
  let { samples, phase } = walk
  for (let i = 0; i < count; i++) {
    if (rowCount === phases) heap[out + i] = dot(heap, rows + phase * rowLength, samples, rowLength)
    else {
      const place = (phase * (rowCount - 1)) / phases
      const row = rows + Math.floor(place) * rowLength
      const before = dot(heap, row, samples, rowLength)
      const after = dot(heap, row + rowLength, samples, rowLength)
      heap[out + i] = before + (after - before) * (place % 1)
    }
    samples += wholeStep
    phase += phaseStep
    if (phase >= phases) {
      phase -= phases
      samples++
    }
  }
}
