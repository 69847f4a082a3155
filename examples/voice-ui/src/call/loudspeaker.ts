import type { WebSpeaker } from '@vatel/audio/web'
import type { Speaker } from '@vatel/core'

/** A speaker for an actor that holds call after call: each call opens one, and its end closes it. */
export interface Loudspeaker extends Speaker {
  /** The one that is open. */
  current: WebSpeaker | undefined
}

const nothing = () => undefined

/** Makes one that is silent until it has a `current` speaker. */
export const createLoudspeaker = (): Loudspeaker => {
  const loudspeaker: Loudspeaker = {
    current: undefined,
    write: (audio) => loudspeaker.current?.write(audio),
    flush: () => loudspeaker.current?.flush(),
    listen: (listener) => loudspeaker.current?.listen(listener) ?? nothing,
    watch: (listener) => loudspeaker.current?.watch(listener) ?? nothing,
    get error() {
      return loudspeaker.current?.error
    },
  }
  return loudspeaker
}
