import { createHeapLayout, plainKernels, type KernelSet } from './kernels.ts'
import { rowAt, rowLengthOf, type OpenStage, type Step } from './low-pass-filter.ts'

/** Largest table of rows, in numbers; beyond it, outputs are interpolated between the rows of a smaller table. */
const roomForRows = 16_384

/** True when a step has a row for each of its phases. */
const hasAllRows = (step: Step): boolean => step.up * rowLengthOf(step) <= roomForRows

/**
 * Prepares a step between any rates through a short filter: a row of taps for each phase. Where these are too many there
 * are 1024 rows for each sample of the lower rate; linear interpolation between two of them has an error below −115 dB.
 */
export const preparePolyphaseStage = (step: Step, capacity: number, kernelSet: KernelSet): OpenStage => {
  const { up, down } = step
  const rowLength = Math.ceil(rowLengthOf(step) / 4) * 4
  const intervals = hasAllRows(step) ? up : Math.ceil(1024 * step.lower)
  const rowCount = hasAllRows(step) ? up : intervals + 1
  const past = rowLength - 1
  const { reserve, size } = createHeapLayout()
  const rows = reserve(rowCount * rowLength)
  const samples = reserve(past + capacity)
  const out = reserve(Math.ceil((capacity * up) / down) + 1)
  const kernels = (hasAllRows(step) ? kernelSet : plainKernels).open(size())
  const { heap } = kernels
  for (let row = 0; row < rowCount; row++)
    rowAt(step, row / intervals).forEach((tap, k) => (heap[rows + (row + 1) * rowLength - 1 - k] = tap))

  return () => {
    let held: Float32Array = new Float32Array(past)
    let phase = 0
    let at = 0
    return {
      push: (chunk) => {
        heap.set(held, samples)
        heap.set(chunk, samples + past)
        const count = Math.max(0, Math.ceil(((chunk.length - at) * up - phase) / down))
        kernels.rows({
          rows,
          rowLength,
          rowCount,
          phases: up,
          wholeStep: Math.floor(down / up),
          phaseStep: down % up,
          samples: samples + at,
          phase,
          out,
          count,
        })
        held = kernels.read(samples + chunk.length, samples + chunk.length + past)
        const walked = phase + count * down
        at += Math.floor(walked / up) - chunk.length
        phase = walked % up
        return kernels.read(out, out + count)
      },
    }
  }
}
