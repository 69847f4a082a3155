/**
 * The functions of `globalThis` that measure time and set timers. `globalThis` itself fits, and so does a clock of
 * `@sinonjs/fake-timers`, so that a test runs in virtual time.
 */
export interface Clock {
  readonly performance: {
    /** Milliseconds since some fixed moment; never goes back. */
    now(): number
  }
  setTimeout(callback: () => void, delayMs: number): unknown
  clearTimeout(timer: unknown): void
}

/** The system's clock: `globalThis`. */
export const systemClock: Clock = globalThis

/** The longest delay of a timer, in milliseconds: about 25 days. With a longer one, timers fire at once. */
export const maxTimerMs = 2_147_483_647
