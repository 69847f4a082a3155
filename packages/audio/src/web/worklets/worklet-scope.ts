/** The part of AudioWorkletGlobalScope that the worklets use; no library of TypeScript has its types. */
interface WorkletScope {
  readonly sampleRate: number
  /** Place of the quantum that is rendered, or is rendered next, in the time of the context. */
  readonly currentFrame: number
  readonly AudioWorkletProcessor: new () => { readonly port: MessagePort }
  readonly registerProcessor: (
    name: string,
    processor: new () => { process(inputs: readonly Channels[], outputs: readonly Channels[]): boolean },
  ) => void
}

/** A quantum of each channel. */
export type Channels = readonly Float32Array[]

/** Where a worklet runs. */
export const scope = globalThis as unknown as WorkletScope
