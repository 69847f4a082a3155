/**
 * The part of `globalThis` that tells and keeps time. `globalThis` itself fits it, and so does a clock of
 * `@sinonjs/fake-timers`, so that a test draws time instead of waiting for it.
 */
export interface Clock {
  readonly performance: {
    /** Milliseconds since some fixed moment; never goes back. */
    now(): number
  }
  setTimeout(callback: () => void, delayMs: number): unknown
  clearTimeout(timer: unknown): void
}

/** The clock of the machine. */
export const systemClock: Clock = globalThis
