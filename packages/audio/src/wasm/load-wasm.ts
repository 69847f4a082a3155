import { decodeBase64 } from '../base64.ts'
import { createResamplerOn } from '../resampler/create-resampler-on.ts'
import { createResampler } from '../resampler/create-resampler.ts'
import { kernelCode } from './kernel-code.ts'
import { wasmKernels } from './wasm-kernels.ts'
import { thisRuntime, type WasmRuntime } from './web-assembly.ts'

/** A resampler with its inner loops in WebAssembly, or the plain one where that is not allowed. */
export interface WasmAudio {
  /**
   * As `createResampler` of `@vatel/audio`, with the same delay and count of samples, and samples within 2⁻¹⁹ of those
   * for input in [-1, 1].
   */
  readonly createResampler: typeof createResampler
  /** Whether WebAssembly runs the inner loops. */
  readonly usesWasm: boolean
}

/**
 * Loads the inner loops of the resampler as WebAssembly with SIMD, for servers with many streams. Falls back to plain
 * JavaScript, and never rejects, where there is no WebAssembly, no SIMD in it, or a Content Security Policy without
 * `'wasm-unsafe-eval'`. Load once and use it for all streams.
 */
export const loadWasm = async ({ WebAssembly }: WasmRuntime = thisRuntime): Promise<WasmAudio> => {
  const plain = { createResampler, usesWasm: false }
  const code = Uint8Array.from(decodeBase64(kernelCode))
  if (WebAssembly?.validate(code) !== true) return plain
  try {
    const module = await WebAssembly.compile(code)
    return { createResampler: createResamplerOn(wasmKernels(WebAssembly, module)), usesWasm: true }
  } catch {
    // The Content Security Policy forbids it.
    return plain
  }
}
