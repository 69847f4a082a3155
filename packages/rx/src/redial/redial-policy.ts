import { type Clock, isVatelError } from '@vatel/core'

/** How often and how soon to call again. */
export interface RedialPolicy {
  /**
   * How often to try to begin one session.
   *
   * @defaultValue `3` - the first try included
   */
  readonly maxTries?: number
  /**
   * How long the tries to begin one session may take together, with the pauses between them, in milliseconds.
   *
   * @defaultValue `20_000` - twenty seconds
   */
  readonly withinMs?: number
  /**
   * How many sessions that were lost are replaced by new ones.
   *
   * @defaultValue `1` - one
   */
  readonly maxRestarts?: number
  /**
   * How long a session has to have lasted to be replaced, in milliseconds: one that dies young would again.
   *
   * @defaultValue `5_000` - five seconds
   */
  readonly minLiveMs?: number
  /**
   * Draws the delays, from 0 to below 1.
   *
   * @defaultValue `Math.random` - the machine's
   */
  readonly random?: () => number
  /**
   * Keeps the delays.
   *
   * @defaultValue `systemClock` - the machine's
   */
  readonly clock?: Clock
}

/** How long the platform asks to wait after an error, in milliseconds; 0 when it does not. */
const askedMs = (error: unknown): number =>
  isVatelError(error) && 'retryAfterMs' in error && typeof error.retryAfterMs === 'number'
    ? error.retryAfterMs
    : 0

/**
 * How long to wait after an error, in milliseconds: a quarter of a second, then full jitter up to twice as much with each
 * try, five seconds at most. If the platform asks for more, that, and up to a tenth beyond it, so that not all who were
 * asked come back at once: as `connect` of core does.
 */
export const pauseMs = (tried: number, error: unknown, random: () => number): number => {
  const ownMs = 250 + random() * Math.min(5_000, 1_000 * 2 ** tried)
  return Math.max(ownMs, askedMs(error) * (1 + 0.1 * random()))
}
