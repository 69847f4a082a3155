import type { Wire } from './wire.ts'

/** Makes the peer wait while a reader of this side is slow. */
export interface Backpressure {
  /** Something was added to what waits. */
  grew(): void
  /** Something was taken from what waits. */
  eased(): void
  /** The call is over: whatever still comes is read, and ignored. */
  release(): void
}

/** What backpressure goes by and does. */
export interface BackpressureOptions {
  readonly wire: Wire
  /** How much waits, as a part of what may. */
  readonly load: () => number
  /** The wire is paused, or no longer. */
  readonly held: (isHeld: boolean) => void
  /** More waits than may, and the wire cannot be paused. */
  readonly overflowed: () => void
}

/** Reads again once so much of what may wait is left. */
const lowLoad = 0.5

/** Pauses a wire while too much waits; one that cannot be paused overflows instead. */
export const createBackpressure = ({ wire, load, held, overflowed }: BackpressureOptions): Backpressure => {
  let isHeld = false
  const release = () => {
    if (!isHeld) return
    isHeld = false
    held(false)
    wire.resume?.()
  }
  return {
    grew() {
      if (isHeld || load() <= 1) return
      if (wire.pause === undefined) {
        overflowed()
        return
      }
      isHeld = true
      held(true)
      wire.pause()
    },
    eased() {
      if (isHeld && load() <= lowLoad) release()
    },
    release,
  }
}
