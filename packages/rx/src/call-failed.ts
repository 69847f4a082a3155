import { type EndReason, explainEnd, RefusedError, VatelError } from '@vatel/core'

/** The ends of a call that are failures; the others are `hung-up` and `session-ended`. */
export type FailureReason = Exclude<EndReason, { readonly type: 'hung-up' | 'session-ended' }>

/** Tells whether a call that ended so has failed. */
export const isFailure = (reason: EndReason): reason is FailureReason =>
  reason.type !== 'hung-up' && reason.type !== 'session-ended'

const sentence = (reason: FailureReason): string => {
  switch (reason.type) {
    case 'refused':
      return new RefusedError(reason.status, reason.message).message
    case 'lost':
      return `the call was lost (${[reason.code, reason.reason].join(' ').trim()}): it cannot be resumed, only begun anew`
    case 'timed-out':
      return `the call did not begin in time (${reason.stage}): try again with a fresh token`
    case 'failed':
      return reason.error.message
  }
}

/** The call failed; what `connectCall` errors with. Its message holds neither token nor URL. */
export class CallFailedError extends VatelError<'CallFailedError'> {
  /** Whether a new call, with a fresh token, may fare better: what `explainEnd` says of the reason. */
  readonly retryable: boolean
  /** How long the platform asks to wait before it, in milliseconds, when it says so. */
  readonly retryAfterMs?: number
  constructor(
    /** How the call ended. */
    readonly reason: FailureReason,
  ) {
    super('CallFailedError', sentence(reason), reason.type === 'failed' ? { cause: reason.error } : undefined)
    const { retryable, retryAfterMs } = explainEnd(reason)
    this.retryable = retryable
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs
  }
}
