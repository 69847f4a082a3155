import {
  isVatelError,
  type Aborted,
  type EndReason,
  type Lost,
  type Refused,
  type SessionOver,
  type TimedOut,
} from '@vatel/core'
import { ConnectFailed } from './errors/connect-failed.ts'

/** A call cannot be resumed: what a snapshot says was live has been lost (1006 of RFC 6455 section 7.4.1). */
export const lostWithSnapshot: EndReason = {
  type: 'lost',
  code: 1006,
  reason: 'restored from a snapshot: a call cannot be resumed',
}

type Known = Aborted | Lost | Refused | SessionOver | TimedOut

const known: ReadonlySet<string> = new Set<Known['_tag']>([
  'Aborted',
  'Lost',
  'Refused',
  'SessionOver',
  'TimedOut',
])

const isKnown = (error: unknown): error is Known => isVatelError(error) && known.has(error._tag)

/** Says as the reason of an end what kept a call from beginning. */
export const reasonOf = (error: unknown): EndReason => {
  if (!isKnown(error))
    return { type: 'failed', error: isVatelError(error) ? error : new ConnectFailed(error) }
  switch (error._tag) {
    case 'Aborted':
      return { type: 'hung-up' }
    case 'Lost':
      return { type: 'lost', code: error.code, reason: error.reason }
    case 'Refused':
      return { type: 'refused', status: error.status, message: error.reason }
    case 'SessionOver':
      return { type: 'session-ended' }
    case 'TimedOut':
      // A request that took too long is one for a token: no stage of the call had begun.
      return error.stage === 'opening' || error.stage === 'starting'
        ? { type: 'timed-out', stage: error.stage }
        : { type: 'failed', error }
  }
}
