/** The part of AudioWorkletGlobalScope that the worklets use; TypeScript has no types for it. */
interface WorkletScope {
  readonly sampleRate: number
  /** First frame of the current or next quantum, in samples of the context. */
  readonly currentFrame: number
  readonly AudioWorkletProcessor: new () => { readonly port: MessagePort }
  readonly registerProcessor: (
    name: string,
    processor: new () => { process(inputs: readonly Channels[], outputs: readonly Channels[]): boolean },
  ) => void
}

/** One render quantum of each channel. */
export type Channels = readonly Float32Array[]

/** Global scope of a worklet. */
export const scope = globalThis as unknown as WorkletScope
