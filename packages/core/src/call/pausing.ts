import type { Backpressure, BackpressureOptions } from './backpressure.ts'

/** A socket that can leave what comes unread, so that its peer has to wait. */
export interface Pausable {
  pause(): void
  resume(): void
}

/** Reads again once so much of what may wait is left. */
const lowLoad = 0.5

/** Pauses a socket while too much waits. */
export const createPausing = (socket: Pausable, { load, held }: BackpressureOptions): Backpressure => {
  let isHeld = false
  const release = () => {
    if (!isHeld) return
    isHeld = false
    held(false)
    socket.resume()
  }
  return {
    grew() {
      if (isHeld || load() <= 1) return
      isHeld = true
      held(true)
      socket.pause()
    },
    eased() {
      if (isHeld && load() <= lowLoad) release()
    },
    release,
  }
}
