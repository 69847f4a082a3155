import type { Clock } from '@vatel/core'
import type { Phase } from '@vatel/machine'

/** Time without speech after which a call is ended. */
const quietMs = 10_000

/** Detects a call that leads nowhere. */
interface InactivityTimer {
  /** Returns true when the user is done and the agent has been silent for ten seconds since. */
  isOver(phase: Phase): boolean
}

/** Watches a call whose user is a recording: the recording ends, and the agent may wait for an answer for ever. */
export const createInactivityTimer = (userIsDone: () => boolean, clock: Clock): InactivityTimer => {
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
