import type { CallStage, VatelError } from '../errors.ts'

/** Why a call ended. Every call ends exactly once, with exactly one of these. */
export type EndReason =
  /** This side closed it. */
  | { readonly type: 'hung-up' }
  /** The platform ended the session, with `session_ended` or close code 1000. */
  | { readonly type: 'session-ended' }
  /** The platform did not let the call begin, and may have said how many milliseconds to wait before the next try. */
  | {
      readonly type: 'refused'
      readonly status: number
      readonly message: string
      readonly retryAfterMs?: number
    }
  /** The connection broke, with its WebSocket close code (RFC 6455 section 7.4). */
  | { readonly type: 'lost'; readonly code: number; readonly reason: string }
  /** The call did not begin in time. */
  | { readonly type: 'timed-out'; readonly stage: CallStage }
  /** It could not go on for another reason. */
  | { readonly type: 'failed'; readonly error: VatelError }
