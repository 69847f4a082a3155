export { loadWasm } from './load-wasm.ts'

export type { Resampler, ResamplerOptions } from '../resampler/create-resampler.ts'
export type { ResamplerQuality } from '../resampler/low-pass-filter.ts'
export type { WasmAudio, WasmRuntime, WebAssemblyPart } from './load-wasm.ts'
