import {
  AbortedError,
  ConnectionLostError,
  RefusedError,
  SessionOverError,
  TimeoutError,
  type VatelError,
} from '../errors.ts'
import type { EndReason } from './end-reason.ts'
import { hasGone } from './explain-end.ts'
import { limitMs } from './limits.ts'

/** Says as an error why a call did not begin. */
export const notOpened = (reason: EndReason, cause?: unknown): VatelError => {
  switch (reason.type) {
    case 'hung-up':
      return new AbortedError(cause, 'unknown')
    case 'session-ended':
      return new SessionOverError()
    case 'refused':
      return new RefusedError(reason.status, reason.message, reason.retryAfterMs)
    case 'lost':
      return new ConnectionLostError(reason.code, reason.reason, hasGone(reason.code))
    case 'timed-out':
      return new TimeoutError(reason.stage, limitMs[reason.stage])
    case 'failed':
      return reason.error
  }
}
