import type { Due } from './agenda.ts'
import type { CallOutput } from './call-output.ts'

/** What a platform did in a call that was recorded, to be done again. */
export interface Replay {
  /** What it said and when, in milliseconds after the opening; the end, if it was the platform's, comes last. */
  readonly outputs: readonly Due<CallOutput>[]
  /** The status with which it refused the call, if it did. */
  readonly refused?: number
}
