import { createFrameRecorder } from '../frame-recorder.ts'
import { createTurnPlayer, type PlayerRequest } from '../turn-player.ts'

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

/** Audio processor of the speaker. The browser requires a class. */
class PlayerProcessor extends scope.AudioWorkletProcessor {
  #error: Error | undefined
  readonly #player = createTurnPlayer(scope.sampleRate, (report) => this.port.postMessage(report))

  constructor() {
    super()
    // The first message reports that the processor was constructed.
    this.port.postMessage('ready')
    this.port.onmessage = ({ data }: MessageEvent<PlayerRequest>) => {
      try {
        this.#player.receive(data, scope.currentFrame)
      } catch (error) {
        this.#error = error instanceof Error ? error : new Error(String(error))
      }
    }
  }

  /** Throws what a message handler has thrown: the browser reports only exceptions of this method to the page. */
  process(_inputs: readonly Channels[], [output]: readonly Channels[]): boolean {
    if (this.#error !== undefined) throw this.#error
    const [first, ...others] = output ?? []
    if (first === undefined) return true
    this.#player.render(first, scope.currentFrame)
    for (const other of others) other.set(first)
    return true
  }
}

/** Audio processor of the microphone. */
class RecorderProcessor extends scope.AudioWorkletProcessor {
  readonly #recorder = createFrameRecorder(scope.sampleRate, (frame) =>
    this.port.postMessage(frame, [frame.pcm.buffer]),
  )

  constructor() {
    super()
    this.port.postMessage('ready')
  }

  process([input]: readonly Channels[]): boolean {
    const channel = input?.[0]
    if (channel !== undefined) this.#recorder.add(channel, scope.currentFrame)
    return true
  }
}

// One file for both: the resampler, which is the largest part of each, is loaded once.
scope.registerProcessor('vatel-player', PlayerProcessor)
scope.registerProcessor('vatel-recorder', RecorderProcessor)
