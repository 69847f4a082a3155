import { decodeBase64 } from '../base64/base64.ts'
import { createResampler, createResamplerOn } from '../resampler/create-resampler.ts'
import type { Kernels, KernelSet } from '../resampler/kernels.ts'
import { kernelCode } from './kernel-code.ts'

/** The part of `WebAssembly` that the kernels use. */
export interface WebAssemblyPart {
  // Methods, because TypeScript before 5.7 cannot say which buffer an array has.
  validate(this: void, code: Uint8Array): boolean
  /** Rejects where a Content Security Policy allows no `'wasm-unsafe-eval'`. */
  compile(this: void, code: Uint8Array): Promise<object>
  readonly Instance: new (module: object) => { readonly exports: object }
}

/** The part of `globalThis` that has WebAssembly; some runtimes have none. */
export interface WasmRuntime {
  readonly WebAssembly?: WebAssemblyPart
}

/** The current runtime. */
export const thisRuntime = globalThis as WasmRuntime

/** Exports of kernel.wat. */
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
const wasmKernels = ({ Instance }: WebAssemblyPart, module: object): KernelSet => ({
  lanes: 16,
  grain: 1,
  open: (size) => {
    // A test checks the code against kernel.wat.
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

/** A resampler with its inner loops in WebAssembly, or in plain JavaScript where WebAssembly is not allowed. */
export interface WasmAudio {
  /**
   * Equals `createResampler` of `@vatel/audio`: the same delay and number of samples, and samples within 2⁻¹⁹ for input in
   * [-1, 1].
   */
  readonly createResampler: typeof createResampler
  /** True when WebAssembly runs the inner loops. */
  readonly usesWasm: boolean
}

/**
 * Loads the inner loops of the resampler as WebAssembly with SIMD, for servers with many streams. Falls back to plain
 * JavaScript, and never rejects, where there is no WebAssembly, no SIMD in it, or a Content Security Policy without
 * `'wasm-unsafe-eval'`. Load once and use it for all streams.
 *
 * @example
 * const { createResampler, usesWasm } = await loadWasm()
 * const resampler = createResampler({ from: 8_000, to: 24_000 })
 */
export const loadWasm = async ({ WebAssembly }: WasmRuntime = thisRuntime): Promise<WasmAudio> => {
  const plain = { createResampler, usesWasm: false }
  const code = Uint8Array.from(decodeBase64(kernelCode))
  if (WebAssembly?.validate(code) !== true) return plain
  try {
    const module = await WebAssembly.compile(code)
    return { createResampler: createResamplerOn(wasmKernels(WebAssembly, module)), usesWasm: true }
  } catch {
    // A Content Security Policy forbids it.
    return plain
  }
}
