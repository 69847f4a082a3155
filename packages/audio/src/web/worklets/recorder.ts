import { createRecorder } from '../recorder.ts'
import { scope, type Channels } from './worklet-scope.ts'

/** A class, as the browser asks for one. */
class RecorderProcessor extends scope.AudioWorkletProcessor {
  readonly #recorder = createRecorder(scope.sampleRate, (frame) =>
    this.port.postMessage(frame, [frame.pcm.buffer]),
  )

  process([input]: readonly Channels[]): boolean {
    const channel = input?.[0]
    if (channel !== undefined) this.#recorder.take(channel, scope.currentFrame)
    return true
  }
}

scope.registerProcessor('vatel-recorder', RecorderProcessor)
