import type { WebSpeaker } from '@vatel/audio/web'
import type { Speaker } from '@vatel/core'

/** A speaker for an actor that holds call after call: each call opens one, and its end closes it. */
export interface Loudspeaker extends Speaker {
  open(): Promise<void>
  close(): void
  /** The one that is open. */
  readonly current: WebSpeaker | undefined
}

const nothing = () => undefined

/** Makes one out of the speakers that `openOne` opens. */
export const createLoudspeaker = (openOne: () => Promise<WebSpeaker>): Loudspeaker => {
  let current: WebSpeaker | undefined
  return {
    get current() {
      return current
    },
    async open() {
      current = await openOne()
    },
    close() {
      current?.close()
      current = undefined
    },
    write: (audio) => current?.write(audio),
    flush: () => current?.flush(),
    listen: (listener) => current?.listen(listener) ?? nothing,
    watch: (listener) => current?.watch(listener) ?? nothing,
  }
}
