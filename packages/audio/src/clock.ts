import { InvalidOptionError } from './errors.ts'

/**
 * The clock and the timers of `globalThis`. `globalThis` itself satisfies it, and so does a clock of
 * `@sinonjs/fake-timers`, so tests can run in virtual time.
 */
export interface Clock {
  readonly performance: {
    /** Milliseconds since a fixed moment; never decreases. */
    now(): number
  }
  setTimeout(callback: () => void, delayMs: number): unknown
  clearTimeout(timer: unknown): void
}

/** The clock of this runtime. */
export const systemClock = globalThis as unknown as Clock

/**
 * Calls `tick(frameIndex, dueMs)` once for each frame: frame n is due `n · frameMs` after this call, however late the
 * timers fire, so the schedule does not drift. The first frame is due at once, but is never ticked within this call. When
 * a timer is late, the missed frames are ticked one after another, each with the time at which it was due. Returns the
 * function that stops it.
 *
 * @example
 * const stop = everyFrame(systemClock, 20, (frameIndex) => {
 *   const frame = frames[frameIndex]
 *   if (frame === undefined) stop()
 *   else connection.sendAudio(frame.pcm)
 * })
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
  const schedule = (): void => {
    timer = clock.setTimeout(fire, Math.max(0, dueMs() - clock.performance.now()))
  }
  const fire = (): void => {
    // Read once: the loop would never end when a tick takes longer than its frame.
    const nowMs = clock.performance.now()
    try {
      while (!stopped && dueMs() <= nowMs) {
        const due = dueMs()
        tick(next++, due)
      }
    } finally {
      if (!stopped) schedule()
    }
  }

  schedule()
  return () => {
    stopped = true
    clock.clearTimeout(timer)
  }
}
