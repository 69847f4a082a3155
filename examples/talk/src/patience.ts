import type { Clock } from '@vatel/core'
import type { Phase } from '@vatel/machine'

/** How long nobody may say anything before a call is given up. */
const quietMs = 10_000

/** Knows when a call leads nowhere any more. */
export interface Patience {
  /** Takes the present phase; tells whether the user is done and the agent has been silent for ten seconds since. */
  isOver(phase: Phase): boolean
}

/** Watches a call whose user is a recording: it comes to an end, and an agent may wait for the next word for ever. */
export const createPatience = (userIsDone: () => boolean, clock: Clock): Patience => {
  let quietSinceMs: number | undefined
  return {
    isOver: (phase) => {
      const now = clock.performance.now()
      if (phase !== 'listening' || !userIsDone()) quietSinceMs = undefined
      else quietSinceMs ??= now
      return quietSinceMs !== undefined && now - quietSinceMs >= quietMs
    },
  }
}
