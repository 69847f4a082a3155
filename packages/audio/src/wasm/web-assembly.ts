/** The part of `WebAssembly` that the kernels use. */
export interface WebAssemblyPart {
  readonly validate: (code: Uint8Array) => boolean
  /** Rejects where a Content Security Policy allows no `'wasm-unsafe-eval'`. */
  readonly compile: (code: Uint8Array) => Promise<object>
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer }
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: object }
}

/** A part of `globalThis`, which in some runtimes has no WebAssembly. */
export interface WasmRuntime {
  readonly WebAssembly?: WebAssemblyPart
}

/** The runtime this runs in. */
export const thisRuntime = globalThis as WasmRuntime
