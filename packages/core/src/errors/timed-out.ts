import { VatelError } from './vatel-error.ts'

/** The stage of a call's beginning that took too long. `opening`: TCP, TLS and upgrade. `starting`: the wait for `session_started`. */
export type Stage = 'opening' | 'starting'

/** The platform did not answer in the time that was given. */
export class TimedOut extends VatelError {
  override readonly name = 'TimedOut'
  readonly _tag = 'TimedOut'
  readonly retryable = true
  constructor(
    /** The stage of a call, or `request` for a REST answer. */
    readonly stage: Stage | 'request',
    /** The limit in milliseconds. */
    readonly afterMs: number,
    /** A request that timed out may still have been carried out. */
    readonly outcome: 'not-sent' | 'unknown' = 'unknown',
  ) {
    const remedy = stage === 'request' ? 'try again, or raise timeoutMs' : 'try again with a fresh token'
    super(`${stage} took longer than ${String(afterMs)} ms: ${remedy}`)
  }
}
