import type { Channels, scope as workletScope } from './worklets/voice.ts'

/** Global scope of the worklet. Only the type is imported: the module registers its processors. */
const scope = globalThis as unknown as typeof workletScope

const atOnce = 1_024

/** Copies the sound that passes through it to the page, with its position in the time of the context. */
class TapProcessor extends scope.AudioWorkletProcessor {
  #samples = new Float32Array(atOnce)
  #filled = 0

  process([input]: readonly Channels[]): boolean {
    const channel = input?.[0] ?? new Float32Array(128)
    this.#samples.set(channel, this.#filled)
    this.#filled += channel.length
    if (this.#filled < atOnce) return true
    const samples = this.#samples
    this.port.postMessage({ samples, frame: scope.currentFrame + channel.length - atOnce }, [samples.buffer])
    this.#samples = new Float32Array(atOnce)
    this.#filled = 0
    return true
  }
}

scope.registerProcessor('vatel-tap', TapProcessor)
