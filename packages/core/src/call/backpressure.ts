/** What is done while a reader of this side is slow. */
export interface Backpressure {
  /** Something was added to what waits. */
  grew(): void
  /** Something was taken from what waits. */
  eased(): void
  /** The call is over: whatever still comes is read, and ignored. */
  release(): void
}

/** What backpressure goes by and tells. */
export interface BackpressureOptions {
  /** How much waits, as a part of what may. */
  readonly load: () => number
  /** The peer has to wait, or no longer. */
  readonly held: (isHeld: boolean) => void
  /** More waits than may, and the peer cannot be made to wait. */
  readonly overflowed: () => void
}

/** All that can be done where a socket cannot be paused, as in browsers: say that more waits than may. */
export const createOverflow = ({ load, overflowed }: BackpressureOptions): Backpressure => ({
  grew() {
    if (load() > 1) overflowed()
  },
  eased: () => undefined,
  release: () => undefined,
})
