import { scope } from './worklets/voice.ts'

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
