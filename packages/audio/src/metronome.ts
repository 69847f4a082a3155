import type { Clock } from './clock.ts'
import { InvalidOptionError } from './errors/invalid-option.ts'

/**
 * Calls `tick(frameIndex, dueMs)` for every frame: frame n is due `n · frameMs` after now on the clock, whatever the
 * timers did before, so that nothing drifts. The first is due at once, but never within this call. When timers are
 * late, the frames that were missed are ticked one after another, each with the time it was due. Gives the function that
 * stops it.
 *
 * @throws {InvalidOptionError} when `frameMs` is not above zero.
 */
export const everyFrame = (
  clock: Clock,
  frameMs: number,
  tick: (frameIndex: number, dueMs: number) => void,
): (() => void) => {
  if (!(frameMs > 0 && frameMs < Infinity))
    throw new InvalidOptionError('frameMs', frameMs, 'give milliseconds above zero')
  const startMs = clock.performance.now()
  let next = 0
  let stopped = false
  let timer: unknown

  const dueMs = (): number => startMs + next * frameMs
  const wait = (): void => {
    timer = clock.setTimeout(ring, Math.max(0, dueMs() - clock.performance.now()))
  }
  const ring = (): void => {
    // Read once: a tick that takes longer than its frame must not keep the loop from ever ending.
    const nowMs = clock.performance.now()
    try {
      while (!stopped && dueMs() <= nowMs) {
        const due = dueMs()
        tick(next++, due)
      }
    } finally {
      if (!stopped) wait()
    }
  }

  wait()
  return () => {
    stopped = true
    clock.clearTimeout(timer)
  }
}
