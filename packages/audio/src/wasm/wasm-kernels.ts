import type { Kernels, KernelSet } from '../resampler/kernels.ts'
import type { WebAssemblyPart } from './web-assembly.ts'

/** What kernel.wat exports. */
interface KernelExports extends Pick<Kernels, 'split' | 'fir' | 'spread'> {
  /** One page, which can grow. */
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly rows: (
    rows: number,
    rowLength: number,
    phases: number,
    wholeStep: number,
    phaseStep: number,
    samples: number,
    phase: number,
    out: number,
    count: number,
  ) => void
}

const bytesOfPage = 65_536

/** The inner loops in WebAssembly with SIMD, in single precision; `module` is kernel.wat, compiled. */
export const wasmKernels = ({ Instance }: WebAssemblyPart, module: object): KernelSet => ({
  lanes: 16,
  grain: 1,
  open: (size) => {
    // kernel.wat stands beside this file, and a test holds the code to it.
    const { memory, split, fir, spread, rows } = new Instance(module).exports as KernelExports
    memory.grow(Math.floor((size * Float32Array.BYTES_PER_ELEMENT) / bytesOfPage))
    const heap = new Float32Array(memory.buffer)
    return {
      heap,
      read: (from, to) => heap.slice(from, to),
      split,
      fir,
      spread,
      rows: (walk) => {
        rows(
          walk.rows,
          walk.rowLength,
          walk.phases,
          walk.wholeStep,
          walk.phaseStep,
          walk.samples,
          walk.phase,
          walk.out,
          walk.count,
        )
      },
    }
  },
})
