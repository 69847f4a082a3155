/** The part of `WebAssembly` that the kernels use; the real one fits it. */
export interface WebAssemblyPart {
  readonly validate: (code: Uint8Array<ArrayBuffer>) => boolean
  /** Rejects where a Content Security Policy allows no `'wasm-unsafe-eval'`. */
  readonly compile: (code: Uint8Array<ArrayBuffer>) => Promise<object>
  readonly Instance: new (module: object) => { readonly exports: object }
}

/** A part of `globalThis`, which in some runtimes has no WebAssembly. */
export interface WasmRuntime {
  readonly WebAssembly?: WebAssemblyPart
}

/** The runtime this runs in. */
export const thisRuntime = globalThis as WasmRuntime
