import type { Channels, scope as workletScope } from '../../../packages/audio/src/web/worklets/voice.ts'

/** Global scope of the worklet. Only the type is imported: the module registers its processors. */
const scope = globalThis as unknown as typeof workletScope

/** Input of the recorder of this context, in pieces of one second. */
const pieces: Float32Array[] = []
let count = 0

const keep = (samples: Float32Array): void => {
  for (const sample of samples) {
    const at = count++ % scope.sampleRate
    if (at === 0) pieces.push(new Float32Array(scope.sampleRate))
    const piece = pieces.at(-1)
    if (piece !== undefined) piece[at] = sample
  }
}

const everything = (): Float32Array<ArrayBuffer> => {
  const all = new Float32Array(pieces.length * scope.sampleRate)
  pieces.forEach((piece, i) => all.set(piece, i * scope.sampleRate))
  return all.slice(0, count)
}

/** Processors that are registered later in this scope are tapped. */
const { registerProcessor } = scope
Object.assign(scope, {
  registerProcessor: (name: string, Processor: Parameters<typeof registerProcessor>[1]) =>
    registerProcessor.call(
      scope,
      name,
      class extends Processor {
        override process(inputs: readonly Channels[], outputs: readonly Channels[]): boolean {
          const channel = inputs[0]?.[0]
          if (channel !== undefined) keep(channel)
          return super.process(inputs, outputs)
        }
      },
    ),
})

/** Posts the whole input when it is created. */
class TapProcessor extends scope.AudioWorkletProcessor {
  constructor() {
    super()
    const all = everything()
    this.port.postMessage(all, [all.buffer])
  }

  process(): boolean {
    return false
  }
}

registerProcessor.call(scope, 'tap', TapProcessor)
