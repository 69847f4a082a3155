/**
 * Inner loops of a resampler. They work on one block of memory; every place is an index into `heap`. Each output is
 * summed in a fixed order, so it does not depend on the outputs that are computed with it.
 */
export interface Kernels {
  readonly heap: Float32Array | Float64Array

  /** Copies a range of the heap. */
  readonly read: (from: number, to: number) => Float32Array

  /**
   * Splits interleaved samples into their `branches`, and each branch into four planes, `stride` apart: its even samples,
   * its odd samples, each even sample minus the odd one after it, and each even sample minus the odd one before it, at the
   * place of the latter; so the first of these lies one place ahead of its plane.
   */
  readonly split: (samples: number, pairs: number, branches: number, planes: number, stride: number) => void

  /** Adds to `sums[i]` the sum of `taps[k] · samples[i + k]`. */
  readonly fir: (samples: number, taps: number, tapCount: number, sums: number, sumCount: number) => void

  /** Copies sums to every `step`-th place of `out`. */
  readonly spread: (sums: number, sumCount: number, out: number, step: number) => void

  /** Computes outputs from one row of taps each. */
  readonly rows: (walk: RowWalk) => void
}

/** Consecutive outputs, each to be computed with the row of its phase. */
export interface RowWalk {
  readonly rows: number
  /** A multiple of four. */
  readonly rowLength: number
  /** One for each phase; or fewer, plus one, to interpolate between neighbours, which the plain kernels support. */
  readonly rowCount: number
  readonly phases: number
  /** Distance from one output to the next: whole samples, and a part in phases. */
  readonly wholeStep: number
  readonly phaseStep: number
  readonly samples: number
  readonly phase: number
  readonly out: number
  readonly count: number
}

/** One implementation of the inner loops. */
export interface KernelSet {
  /** Sums are computed in groups of this many: that many places after the last sum may be read and written. */
  readonly lanes: number
  /** The number of taps of a filter is a multiple of this. */
  readonly grain: number
  /** Creates the loops on `size` numbers of memory of their own. */
  readonly open: (size: number) => Kernels
}

/** Assigns places in a heap before it is opened. */
export interface HeapLayout {
  /** Returns the first of `length` consecutive places. */
  readonly reserve: (length: number) => number
  /** Number of places assigned. */
  readonly size: () => number
}

/** Creates an empty layout. */
export const createHeapLayout = (): HeapLayout => {
  let size = 0
  return { reserve: (length) => (size += length) - length, size: () => size }
}

/**
 * `Kernels.fir` in plain JavaScript: six sums at a time, whose samples shift through registers, so that a tap costs two
 * reads for six products. `tapCount` is a multiple of six.
 */
const addFir = (
  heap: Float64Array,
  samples: number,
  taps: number,
  tapCount: number,
  sums: number,
  sumCount: number,
): void => {
  const tapsEnd = taps + tapCount
  for (let group = 0; group < sumCount; group += 6) {
    const sum = sums + group
    let at = samples + group
    let sum0 = heap[sum] ?? 0
    let sum1 = heap[sum + 1] ?? 0
    let sum2 = heap[sum + 2] ?? 0
    let sum3 = heap[sum + 3] ?? 0
    let sum4 = heap[sum + 4] ?? 0
    let sum5 = heap[sum + 5] ?? 0
    let x0 = heap[at] ?? 0
    let x1 = heap[at + 1] ?? 0
    let x2 = heap[at + 2] ?? 0
    let x3 = heap[at + 3] ?? 0
    let x4 = heap[at + 4] ?? 0
    let x5 = 0
    at += 5
    for (let tap = taps; tap < tapsEnd; tap += 6, at += 6) {
      let weight = heap[tap] ?? 0
      x5 = heap[at] ?? 0
      sum0 += weight * x0
      sum1 += weight * x1
      sum2 += weight * x2
      sum3 += weight * x3
      sum4 += weight * x4
      sum5 += weight * x5
      weight = heap[tap + 1] ?? 0
      x0 = heap[at + 1] ?? 0
      sum0 += weight * x1
      sum1 += weight * x2
      sum2 += weight * x3
      sum3 += weight * x4
      sum4 += weight * x5
      sum5 += weight * x0
      weight = heap[tap + 2] ?? 0
      x1 = heap[at + 2] ?? 0
      sum0 += weight * x2
      sum1 += weight * x3
      sum2 += weight * x4
      sum3 += weight * x5
      sum4 += weight * x0
      sum5 += weight * x1
      weight = heap[tap + 3] ?? 0
      x2 = heap[at + 3] ?? 0
      sum0 += weight * x3
      sum1 += weight * x4
      sum2 += weight * x5
      sum3 += weight * x0
      sum4 += weight * x1
      sum5 += weight * x2
      weight = heap[tap + 4] ?? 0
      x3 = heap[at + 4] ?? 0
      sum0 += weight * x4
      sum1 += weight * x5
      sum2 += weight * x0
      sum3 += weight * x1
      sum4 += weight * x2
      sum5 += weight * x3
      weight = heap[tap + 5] ?? 0
      x4 = heap[at + 5] ?? 0
      sum0 += weight * x5
      sum1 += weight * x0
      sum2 += weight * x1
      sum3 += weight * x2
      sum4 += weight * x3
      sum5 += weight * x4
    }
    heap[sum] = sum0
    heap[sum + 1] = sum1
    heap[sum + 2] = sum2
    heap[sum + 3] = sum3
    heap[sum + 4] = sum4
    heap[sum + 5] = sum5
  }
}

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

/** `Kernels.rows` in plain JavaScript, with linear interpolation between two rows. */
const walkRows = (heap: Float64Array, walk: RowWalk): void => {
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

const open = (size: number): Kernels => {
  const heap = new Float64Array(size)
  return {
    heap,
    read: (from, to) => new Float32Array(heap.subarray(from, to)),
    split: (samples, pairs, branches, planes, stride) => {
      for (let branch = 0; branch < branches; branch++) {
        const even = planes + 4 * branch * stride
        const odd = even + stride
        const evenLessOdd = odd + stride
        const nextLessOdd = evenLessOdd + stride
        let before = 0
        for (let pair = 0, at = samples + branch; pair < pairs; pair++, at += 2 * branches) {
          const first = heap[at] ?? 0
          const second = heap[at + branches] ?? 0
          heap[even + pair] = first
          heap[odd + pair] = second
          heap[evenLessOdd + pair] = first - second
          heap[nextLessOdd + pair - 1] = first - before
          before = second
        }
      }
    },
    fir: (samples, taps, tapCount, sums, sumCount) => {
      addFir(heap, samples, taps, tapCount, sums, sumCount)
    },
    spread: (sums, sumCount, out, step) => {
      for (let i = 0, at = out; i < sumCount; i++, at += step) heap[at] = heap[sums + i] ?? 0
    },
    rows: (walk) => {
      walkRows(heap, walk)
    },
  }
}

/** The inner loops in plain JavaScript, in double precision. */
export const plainKernels: KernelSet = { lanes: 6, grain: 6, open }
