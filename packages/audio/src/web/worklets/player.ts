import { createPlayer, type PlayerOrder } from '../player.ts'
import { scope, type Channels } from './worklet-scope.ts'

/** A class, as the browser asks for one. */
class PlayerProcessor extends scope.AudioWorkletProcessor {
  readonly #player = createPlayer(scope.sampleRate, (report) => this.port.postMessage(report))

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<PlayerOrder>) => this.#player.take(data, scope.currentFrame)
  }

  process(_inputs: readonly Channels[], [output]: readonly Channels[]): boolean {
    const [first, ...others] = output ?? []
    if (first === undefined) return true
    this.#player.render(first, scope.currentFrame)
    for (const other of others) other.set(first)
    return true
  }
}

scope.registerProcessor('vatel-player', PlayerProcessor)
