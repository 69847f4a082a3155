import { type EndReason, errorOfEnd, explainEnd, VatelError } from '@vatel/core'

/** The ends of a call that are failures: all but `hung-up` and `session-ended`. */
export type FailureReason = Exclude<EndReason, { readonly type: 'hung-up' | 'session-ended' }>

/** Returns whether an end is a failure of the call. */
export const isFailure = (reason: EndReason): reason is FailureReason =>
  reason.type !== 'hung-up' && reason.type !== 'session-ended'

/** Emitted by `connectCall` as its error when the call failed. The message contains neither the token nor the URL. */
export class CallFailedError extends VatelError<'CallFailedError'> {
  /** True when a new call with a fresh token can succeed, as `explainEnd` says of the reason. */
  readonly retryable: boolean
  /** Milliseconds that the platform asks to wait before a new call; absent when it does not say. */
  readonly retryAfterMs?: number
  constructor(
    /** The end of the call. */
    readonly reason: FailureReason,
  ) {
    const options = reason.type === 'failed' ? { cause: reason.error } : undefined
    super('CallFailedError', errorOfEnd(reason).message, options)
    const { retryable, retryAfterMs } = explainEnd(reason)
    this.retryable = retryable
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs
  }
}
