import { createTurnPlayer, type PlayerRequest } from '../turn-player.ts'
import { scope, type Channels } from './worklet-scope.ts'

/** Audio processor of the speaker. The browser requires a class. */
class PlayerProcessor extends scope.AudioWorkletProcessor {
  readonly #player = createTurnPlayer(scope.sampleRate, (report) => this.port.postMessage(report))

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<PlayerRequest>) =>
      this.#player.receive(data, scope.currentFrame)
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
