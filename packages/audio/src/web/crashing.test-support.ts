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

/** A recorder that throws while it runs. */
class CrashingRecorder extends scope.AudioWorkletProcessor {
  constructor() {
    super()
    this.port.postMessage('ready')
  }

  process(): boolean {
    throw new Error('of the quantum')
  }
}

scope.registerProcessor('vatel-player', CrashingPlayer)
scope.registerProcessor('vatel-recorder', CrashingRecorder)
