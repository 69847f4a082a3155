import type { Clock } from '@vatel/core'
import type { Observable } from 'rxjs'
import type { Call } from '../call.ts'

/** How to run a fleet. */
export interface FleetOptions {
  /**
   * How many calls run at the same time.
   *
   * @defaultValue `Infinity` - all of them
   */
  readonly concurrency?: number
  /**
   * How long after one start, of a restart too, the next may follow, in milliseconds.
   *
   * @defaultValue `0` - at once
   */
  readonly startEveryMs?: number
  /**
   * How often a member whose call failed is started again, each time after a pause with full jitter, or as long as the
   * platform asks.
   *
   * @defaultValue `0` - never
   */
  readonly restarts?: number
  /** What to do with each call; what it gives is not looked at. A member is done when its call is over and this is. */
  readonly run?: (call: Call) => Observable<unknown>
  /**
   * Draws the pauses before restarts, from 0 to below 1.
   *
   * @defaultValue `Math.random` - the machine's
   */
  readonly random?: () => number
  /**
   * Keeps starts apart.
   *
   * @defaultValue `systemClock` - the machine's
   */
  readonly clock?: Clock
}
