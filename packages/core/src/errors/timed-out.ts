import { VatelError } from './vatel-error.ts'

/** The stage of a call's beginning that took too long. `connecting`: TCP, TLS and upgrade. `starting`: the wait for `session_started`. */
export type CallStage = 'connecting' | 'starting'

/**
 * The stage of a REST request that took too long. `request`: until its answer began. `answer`: until the answer was
 * whole. `recording`: no byte came for too long. `connecting`: all tries to begin a call together.
 */
export type RequestStage = 'request' | 'answer' | 'recording' | 'connecting'

const remedies: { readonly [S in CallStage | RequestStage]?: string } = {
  connecting: 'open a new call with a fresh token',
  starting: 'open a new call with a fresh token',
}

/** The platform did not answer in the time that was given. */
export class TimeoutError extends VatelError<'TimeoutError'> {
  readonly retryable = true
  constructor(
    /** What took too long. */
    readonly stage: CallStage | RequestStage,
    /** The limit in milliseconds. */
    readonly afterMs: number,
    /** A request that timed out may still have been carried out. */
    readonly delivery: 'not-sent' | 'unknown' = 'unknown',
  ) {
    super(
      'TimeoutError',
      `${stage} took longer than ${afterMs} ms: ${remedies[stage] ?? 'try again, or raise timeoutMs'}`,
    )
  }
}
