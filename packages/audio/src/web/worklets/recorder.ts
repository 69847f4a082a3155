import { createFrameRecorder } from '../frame-recorder.ts'
import { scope, type Channels } from './worklet-scope.ts'

/** Audio processor of the microphone. The browser requires a class. */
class RecorderProcessor extends scope.AudioWorkletProcessor {
  readonly #recorder = createFrameRecorder(scope.sampleRate, (frame) =>
    this.port.postMessage(frame, [frame.pcm.buffer]),
  )

  constructor() {
    super()
    // The first message reports that the processor was constructed.
    this.port.postMessage('ready')
  }

  process([input]: readonly Channels[]): boolean {
    const channel = input?.[0]
    if (channel !== undefined) this.#recorder.add(channel, scope.currentFrame)
    return true
  }
}

scope.registerProcessor('vatel-recorder', RecorderProcessor)
