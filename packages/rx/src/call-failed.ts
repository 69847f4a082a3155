import { type EndReason, Refused, VatelError } from '@vatel/core'

/** The ends of a call that are failures; the others are `hung-up` and `session-ended`. */
export type FailureReason = Exclude<EndReason, { readonly type: 'hung-up' | 'session-ended' }>

/** Tells whether a call that ended so has failed. */
export const isFailure = (reason: EndReason): reason is FailureReason =>
  reason.type !== 'hung-up' && reason.type !== 'session-ended'

const sentence = (reason: FailureReason): string => {
  switch (reason.type) {
    case 'refused':
      return new Refused(reason.status, reason.message).message
    case 'lost':
      return `the call was lost (${[reason.code, reason.reason].join(' ').trim()}): it cannot be resumed, only begun anew`
    case 'timed-out':
      return `the call did not begin in time (${reason.stage}): try again with a fresh token`
    case 'failed':
      return reason.error.message
  }
}

const mayHelp = (reason: FailureReason): boolean => {
  switch (reason.type) {
    case 'refused':
      return new Refused(reason.status, reason.message).retryable
    case 'lost':
    case 'timed-out':
      return true
    case 'failed':
      return reason.error.retryable
  }
}

/** The call failed; what `connectCall` errors with. Its message holds neither token nor URL. */
export class CallFailed extends VatelError {
  override readonly name = 'CallFailed'
  readonly _tag = 'CallFailed'
  readonly retryable: boolean
  constructor(
    /** How the call ended. */
    readonly reason: FailureReason,
  ) {
    super(sentence(reason), reason.type === 'failed' ? { cause: reason.error } : undefined)
    this.retryable = mayHelp(reason)
  }
}
