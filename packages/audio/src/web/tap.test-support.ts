import type { Channels, scope as workletScope } from './worklets/voice.ts'

/** Global scope of the worklet. Only the type is imported: the module registers its processors. */
const scope = globalThis as unknown as typeof workletScope

const quanta = 8
const quantum = 128

/** Copies the sound that passes through it to the page: some quanta at once, each with its position in the time of the context. */
class TapProcessor extends scope.AudioWorkletProcessor {
  #samples = new Float32Array(quanta * quantum)
  #frames: number[] = []

  process([input]: readonly Channels[]): boolean {
    this.#samples.set(input?.[0] ?? new Float32Array(quantum), this.#frames.length * quantum)
    this.#frames.push(scope.currentFrame)
    if (this.#frames.length < quanta) return true
    const samples = this.#samples
    this.port.postMessage({ samples, frames: this.#frames }, [samples.buffer])
    this.#samples = new Float32Array(quanta * quantum)
    this.#frames = []
    return true
  }
}

scope.registerProcessor('vatel-tap', TapProcessor)
