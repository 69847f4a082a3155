/**
 * `Kernels.fir` for plain JavaScript: six sums at a time, whose samples slide through registers, so that a tap costs two
 * reads for six products. `tapCount` is a multiple of six.
 */
export const addFir = (
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
