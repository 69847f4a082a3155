import {
  isVatelError,
  type AbortedError,
  type EndReason,
  type ConnectionLostError,
  type RefusedError,
  type SessionOverError,
  type TimeoutError,
} from '@vatel/core'
import { ConnectFailedError } from './errors/connect-failed.ts'

/** A call cannot be resumed: what a snapshot says was live has been lost (1006 of RFC 6455 section 7.4.1). */
export const lostWithSnapshot: EndReason = {
  type: 'lost',
  code: 1006,
  reason: 'restored from a snapshot: a call cannot be resumed',
}

type Known = AbortedError | ConnectionLostError | RefusedError | SessionOverError | TimeoutError

const known: ReadonlySet<string> = new Set<Known['_tag']>([
  'AbortedError',
  'ConnectionLostError',
  'RefusedError',
  'SessionOverError',
  'TimeoutError',
])

const isKnown = (error: unknown): error is Known => isVatelError(error) && known.has(error._tag)

/** Says as the reason of an end what kept a call from beginning. */
export const reasonOf = (error: unknown): EndReason => {
  if (!isKnown(error))
    return { type: 'failed', error: isVatelError(error) ? error : new ConnectFailedError(error) }
  switch (error._tag) {
    case 'AbortedError':
      return { type: 'hung-up' }
    case 'ConnectionLostError':
      return { type: 'lost', code: error.code, reason: error.reason }
    case 'RefusedError':
      return { type: 'refused', status: error.status, message: error.reason }
    case 'SessionOverError':
      return { type: 'session-ended' }
    case 'TimeoutError':
      // A request that took too long is one for a token: no stage of the call had begun.
      return error.stage === 'connecting' || error.stage === 'starting'
        ? { type: 'timed-out', stage: error.stage }
        : { type: 'failed', error }
  }
}
