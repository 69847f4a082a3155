import type { Kernels, KernelSet } from './kernels.ts'
import { addFir } from './plain-fir.ts'
import { walkRows } from './plain-rows.ts'

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
