import { Aborted } from '../errors/aborted.ts'
import { Lost } from '../errors/lost.ts'
import { Refused } from '../errors/refused.ts'
import { SessionOver } from '../errors/session-over.ts'
import { TimedOut } from '../errors/timed-out.ts'
import type { VatelError } from '../errors/vatel-error.ts'
import type { EndReason } from './end-reason.ts'
import { hasGone } from './explain-end.ts'
import { limitMs } from './limits.ts'

/** Says as an error why a call did not begin. */
export const notOpened = (reason: EndReason, cause?: unknown): VatelError => {
  switch (reason.type) {
    case 'hung-up':
      return new Aborted(cause, 'unknown')
    case 'session-ended':
      return new SessionOver()
    case 'refused':
      return new Refused(reason.status, reason.message, reason.retryAfterMs)
    case 'lost':
      return new Lost(reason.code, reason.reason, hasGone(reason.code))
    case 'timed-out':
      return new TimedOut(reason.stage, limitMs[reason.stage])
    case 'failed':
      return reason.error
  }
}
