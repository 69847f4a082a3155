import type { scope as workletScope } from './worklets/voice.ts'

/** Global scope of the worklet. Only the type is imported: the module registers its processors. */
const scope = globalThis as unknown as typeof workletScope

/** A player that cannot be constructed. */
class CrashingPlayer extends scope.AudioWorkletProcessor {
  constructor() {
    super()
    throw new Error('of the constructor')
  }

  process(): boolean {
    return true
  }
}

/** A recorder that throws while it runs, when it is told to. */
class CrashingRecorder extends scope.AudioWorkletProcessor {
  #isTold = false

  constructor() {
    super()
    this.port.onmessage = () => (this.#isTold = true)
    this.port.postMessage('ready')
  }

  process(): boolean {
    if (this.#isTold) throw new Error('of the quantum')
    return true
  }
}

scope.registerProcessor('vatel-player', CrashingPlayer)
scope.registerProcessor('vatel-recorder', CrashingRecorder)
