export { loadWasm } from './load-wasm.ts'

export type { Resampler } from '../resampler/resampler.ts'
export type { ResamplerOptions, ResamplerQuality } from '../resampler/resampler-options.ts'
export type { WasmAudio } from './load-wasm.ts'
export type { WasmRuntime, WebAssemblyPart } from './web-assembly.ts'
